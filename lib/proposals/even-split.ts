/**
 * Returns sizes of the fewest groups of at most `limit` that hold `count` items: differing by at most one, larger
 * first.
 *
 * Errors: RangeError if the limit is not a positive integer.
 */
export function evenSizes(count: number, limit: number): Int32Array {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A limit is a whole number from 1 on, not ${limit}`)
  const groups = Math.ceil(count / limit)
  return Int32Array.from({ length: groups }, (_, group) => Math.floor((count + groups - 1 - group) / groups))
}
