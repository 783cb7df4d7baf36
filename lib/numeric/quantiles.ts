/**
 * The p-quantile of values in rising order, straight between the two nearest of them.
 *
 * Source: Hyndman & Fan (1996), definition 7, the default of R, NumPy and Excel: position p × (n − 1), counted from zero.
 * Errors: RangeError when there are no values or `p` is not from 0 to 1. That the values rise is not checked.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new RangeError('No values have no quantile')
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile is asked for a share from 0 to 1, not ${p}`)
  const index = p * (sorted.length - 1)
  const below = Math.floor(index)
  const low = sorted[below]!
  const share = index - below
  return share === 0 ? low : low + share * (sorted[below + 1]! - low)
}

/**
 * The interval that holds the middle `level` of the values: for 0.95 their 2.5 % and 97.5 % quantiles. The values come
 * in any order and stay as they are.
 *
 * Errors: RangeError when there are no values, one is NaN, or `level` is not above 0 and below 1.
 * Cost:   O(n log n) time, 8 bytes a value.
 */
export function percentileInterval(values: Float64Array, level: number): [low: number, high: number] {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level is above 0 and below 1, not ${level}`)
  const sorted = values.slice().sort()
  // Typed arrays sort NaN behind every number, so the last value tells for all.
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('NaN has no position among the values of an interval')
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)]
}

/**
 * An interval, or null where it has no width: resampling what never varies says nothing of what was not seen, and must not
 * be shown as certainty.
 */
export function withWidth<Interval extends readonly [low: number, high: number]>(
  interval: Interval | null | undefined,
): Interval | null {
  return interval && interval[1] - interval[0] > 1e-12 ? interval : null
}
