import { median } from './median'

interface Compared {
  /** Of the difference to the baseline; null for the baseline itself, and [0, 0] in results of older versions. */
  differenceInterval: readonly [number, number] | null
}

/**
 * What chance alone does to a difference at this number of golden images: the median half-width of the intervals of all
 * differences, in their own unit; null without any.
 */
export function differenceNoise(compared: readonly Compared[]): number | null {
  const halves = compared.flatMap(({ differenceInterval: ends }) =>
    ends && ends[0] !== ends[1] ? [(ends[1] - ends[0]) / 2] : [],
  )
  return halves.length === 0 ? null : median(halves)
}
