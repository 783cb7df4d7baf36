import { ranks } from './model-ranks'

export interface ThresholdCurve {
  labelled: readonly number[]
  right: readonly number[]
}

export interface RankedModel {
  id: number
  /** Number of images with a label, and on how many of them the model is correct. */
  labelled: number
  right: number
  accuracy: number | null
  rank: number | null
}

/** Returns the index of the threshold nearest to a value. Ties go to the lower index. */
export function nearestThreshold(thresholds: readonly number[], value: number): number {
  let nearest = 0
  for (const [index, threshold] of thresholds.entries()) {
    if (Math.abs(threshold - value) < Math.abs(thresholds[nearest]! - value)) nearest = index
  }
  return nearest
}

/** Returns the accuracy at a threshold's index. Null if no image has a label. */
export function accuracyAt({ labelled, right }: ThresholdCurve, index: number): number | null {
  return labelled[index]! > 0 ? right[index]! / labelled[index]! : null
}

/**
 * Sorts models by accuracy at a threshold, best first and those without one last. `unranked` is sorted like the others
 * but gets no rank, as for the original labels.
 */
export function rankingAt(
  models: readonly { id: number; curve: ThresholdCurve }[],
  index: number,
  unranked?: number,
): RankedModel[] {
  const found = models.map(({ id, curve }) => ({
    ...{ id, labelled: curve.labelled[index]!, right: curve.right[index]! },
    accuracy: accuracyAt(curve, index),
  }))
  const ranked = ranks(found.map(({ id, accuracy }) => (id === unranked ? null : accuracy)))
  return found
    .map((model, position) => ({ ...model, rank: ranked[position]! }))
    .sort((one, other) => (other.accuracy ?? -1) - (one.accuracy ?? -1))
}
