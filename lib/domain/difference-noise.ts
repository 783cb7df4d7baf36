import { median } from './median'

interface Compared {
  /** Interval of the difference to the baseline. Null for the baseline, and [0, 0] in results of older versions. */
  differenceInterval: readonly [number, number] | null
}

/** Returns the median half-width of the intervals of differences, in their unit. Null if there are none. */
export function differenceNoise(compared: readonly Compared[]): number | null {
  const halves = compared.flatMap(({ differenceInterval: ends }) =>
    ends && ends[0] !== ends[1] ? [(ends[1] - ends[0]) / 2] : [],
  )
  return halves.length === 0 ? null : median(halves)
}
