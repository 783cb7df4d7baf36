import { numberFormat } from './intl-formats'

/** Formats a whole number with the locale's thousands separators. */
export const wholeNumber = (value: number, locale = 'en'): string => numberFormat(locale).format(value)

/** Formats a number of unknown origin, such as a parameter, with at most six significant digits unless it is whole. */
export const shortNumber = (value: number): string =>
  String(Number.isInteger(value) ? value : Number(value.toPrecision(6)))

// Without the margin, floating-point errors such as 1000 × 0.057 = 57.00000000000001 would count as excess.
const margin = 1e-9

/** Rounds the upper end of an interval to this many decimals, so that it stays an upper bound. */
export const roundedUp = (value: number, decimals: number): number =>
  Math.ceil(value * 10 ** decimals - margin) / 10 ** decimals

/** Rounds the lower end of an interval to this many decimals, so that it stays a lower bound. */
export const roundedDown = (value: number, decimals: number): number =>
  Math.floor(value * 10 ** decimals + margin) / 10 ** decimals

/** Formats a number with its noun: "1 task", "2 tasks", in English. Pass `plural` for irregular nouns. */
export const counted = (value: number, noun: string, plural = `${noun}s`): string =>
  `${wholeNumber(value)} ${value === 1 ? noun : plural}`

/**
 * Compares the number of votes that count now with that of those used: "3 votes have been added since". Only the
 * difference is known: votes added can hide votes that were excluded. Null if the numbers are equal.
 */
export function votesSince(countedNow: number, used: number): string | null {
  const since = countedNow - used
  if (since === 0) return null
  return since > 0
    ? `${counted(since, 'vote has', 'votes have')} been added since`
    : `${counted(-since, 'vote')} fewer ${since === -1 ? 'counts' : 'count'} now`
}

/** Joins the formatted ends of an interval beside its value, such as "[0.90, 0.94]". */
export const bracketed = (low: string, high: string): string => `[${low}, ${high}]`
