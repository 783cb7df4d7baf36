import type { KeptLabels } from './labels'

/** A label that only one of two sides has. */
export type LabelChange = {
  image: number
  /** Class index. */
  label: number
  /** Whether the later side has it; otherwise the earlier one does. */
  isGained: boolean
}

/**
 * Lists the labels that differ between two sides of the same images, by rising image, then class.
 *
 * Errors: RangeError if the sides have different numbers of images.
 * Cost:   O(images + labels) time.
 */
export function labelChanges(before: KeptLabels, after: KeptLabels): LabelChange[] {
  const imageCount = before.imageStart.length - 1
  if (after.imageStart.length - 1 !== imageCount) {
    throw new RangeError(`${imageCount} images on one side and ${after.imageStart.length - 1} on the other`)
  }
  const changes: LabelChange[] = []
  for (let image = 0; image < imageCount; image++) {
    let had = before.imageStart[image]!
    let has = after.imageStart[image]!
    const lastHad = before.imageStart[image + 1]!
    const lastHas = after.imageStart[image + 1]!
    while (had < lastHad || has < lastHas) {
      const old = had < lastHad ? before.label[had]! : Number.POSITIVE_INFINITY
      const fresh = has < lastHas ? after.label[has]! : Number.POSITIVE_INFINITY
      if (old < fresh) changes.push({ image, label: old, isGained: false })
      if (fresh < old) changes.push({ image, label: fresh, isGained: true })
      if (old <= fresh) had++
      if (fresh <= old) has++
    }
  }
  return changes
}
