/**
 * The p-quantile of sorted values, interpolated linearly between the two nearest.
 *
 * Source: Hyndman & Fan (1996), definition 7, the default of R, NumPy and Excel: index p × (n − 1), counted from zero.
 * Errors: RangeError if there are no values or `p` is not from 0 to 1. The order is not checked.
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
 * Returns the interval that holds the middle `level` of the values: for 0.95 their 2.5% and 97.5% quantiles. The values
 * may be in any order and are not changed.
 *
 * Errors: RangeError if there are no values, one is NaN, or `level` is not above 0 and below 1.
 * Cost:   O(n log n) time, 8 bytes per value.
 */
export function percentileInterval(values: Float64Array, level: number): [low: number, high: number] {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level is above 0 and below 1, not ${level}`)
  const sorted = values.slice().sort()
  // Typed arrays sort NaN last, so checking the last value is enough.
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('NaN has no position among the values of an interval')
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)]
}

/**
 * Returns null for an interval without width: resampling values that never vary gives no information about the
 * variation that was not seen, and must not be shown as certainty.
 */
export function nullIfZeroWidth<Interval extends readonly [low: number, high: number]>(
  interval: Interval | null | undefined,
): Interval | null {
  return interval && interval[1] - interval[0] > 1e-12 ? interval : null
}

/** With normal values, 95% intervals over 2, 3, 4 and 5 units contain the mean in 48, 73, 80 and 84% of samples. */
const minUnits = 5

/** Returns null for an interval from resampling fewer than five units, such as images, or without width. */
export const shownInterval = <Interval extends readonly [low: number, high: number]>(
  interval: Interval | null | undefined,
  units: number,
): Interval | null => (units < minUnits ? null : nullIfZeroWidth(interval))
