/**
 * Median of values, each counted as often as its weight: if exactly half of the weight is on either side of two values,
 * their mean. NaN if all weights are 0.
 *
 * Shapes: `order` [n] indices of `values` and `owner` by rising value; value v has the weight `weight[owner[v]]`, a
 *         non-negative count.
 * Cost:   O(n) time, allocates nothing.
 */
export function weightedMedian(
  values: ArrayLike<number>,
  order: Int32Array,
  owner: Int32Array,
  weight: Int32Array,
): number {
  let total = 0
  for (let index = 0; index < order.length; index++) total += weight[owner[order[index]!]!]!
  if (total === 0) return Number.NaN
  const half = total / 2
  let below = 0
  for (let index = 0; index < order.length; index++) {
    below += weight[owner[order[index]!]!]!
    if (below < half) continue
    const value = values[order[index]!]!
    if (below > half) return value
    let next = index + 1
    while (weight[owner[order[next]!]!] === 0) next++
    return (value + values[order[next]!]!) / 2
  }
  return Number.NaN
}

/** Returns the indices of `values` by rising value. */
export const risingOrder = (values: Float64Array): Int32Array =>
  Int32Array.from(values, (_, index) => index).sort((one, other) => values[one]! - values[other]!)
