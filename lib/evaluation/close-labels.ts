import { type ClosureRelation, classClosure } from '@/lib/domain/classes/class-closure'

export type { ClosureRelation }

/** Sets of class indices, one per image: image `i` has `classes[offsets[i]]` up to `classes[offsets[i + 1]]`. */
export interface LabelSets {
  offsets: Int32Array
  classes: Int32Array
}

/**
 * Adds the labels implied by decisions about pairs of classes: an image labelled B also gets A if A is the same as B or
 * contains B, directly or through other classes. An image without labels gets none.
 *
 * Shapes: `offsets` I + 1 non-decreasing numbers, the first 0; class indices from 0. Returns the same shape, each set
 *         rising and without duplicates. The given arrays are not changed.
 * Errors: RangeError if `offsets` does not describe `classes`.
 * Cost:   O(given labels × labels implied by one) time. Deterministic.
 */
export function closeLabels({ offsets, classes }: LabelSets, relations: readonly ClosureRelation[]): LabelSets {
  if (offsets.length === 0 || offsets[0] !== 0 || offsets[offsets.length - 1] !== classes.length)
    throw new RangeError('Offsets start at 0 and end at the number of labels')
  const closure = classClosure(relations)
  const closedOffsets = new Int32Array(offsets.length)
  const closed: number[] = []
  for (let image = 0; image + 1 < offsets.length; image++) {
    if (offsets[image + 1]! < offsets[image]!) throw new RangeError('Offsets never fall')
    const own = new Set<number>()
    for (let at = offsets[image]!; at < offsets[image + 1]!; at++) {
      own.add(classes[at]!)
      for (const other of closure.get(classes[at]!) ?? []) own.add(other)
    }
    for (const index of Int32Array.from(own).sort()) closed.push(index)
    closedOffsets[image + 1] = closed.length
  }
  return { offsets: closedOffsets, classes: Int32Array.from(closed) }
}
