/**
 * Baseline split: classes by rising index, cut after every `limit`.
 *
 * Errors: RangeError if the limit is not a positive integer.
 */
export function plainSplit(classes: Int32Array, limit: number): Int32Array[] {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A limit is a whole number from 1 on, not ${limit}`)
  const rising = classes.slice().sort()
  return Array.from({ length: Math.ceil(rising.length / limit) }, (_, task) => {
    return rising.slice(task * limit, (task + 1) * limit)
  })
}
