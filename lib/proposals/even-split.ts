/**
 * Sizes of the fewest groups of at most `limit` that hold `count` items: they differ by one at most, larger ones first.
 *
 * Errors: RangeError when the limit is no whole number from 1 on.
 */
export function evenSizes(count: number, limit: number): Int32Array {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A limit is a whole number from 1 on, not ${limit}`)
  const groups = Math.ceil(count / limit)
  return Int32Array.from({ length: groups }, (_, group) => Math.floor((count + groups - 1 - group) / groups))
}
