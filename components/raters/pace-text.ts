import type { Spread } from '@/lib/contracts/raters/pace'
import { valueText } from '@/lib/wording/chart'

export const paceNote =
  'Time is active when the page is visible and the rater did something in the last 20 seconds. Medians are of single tasks; bands and brackets show the middle half.'

export const seconds = (value: number) => valueText(value, 'number', 1)

/** Converts a spread to the values of the table behind a chart: median and quartiles. */
export const spreadValues = (spread: Spread) =>
  spread ? [seconds(spread.median), seconds(spread.low), seconds(spread.high)] : [null, null, null]

/** Converts a spread to the form that charts use. */
export const plottedSpread = (spread: Spread) =>
  spread ? { value: spread.median, low: spread.low, high: spread.high } : { value: null }

const day = (at: string) => valueText(Date.parse(at), 'date')

/** Returns the days of a window, such as "1 May to 3 May". Undefined without times. */
export function daysText({ firstAt, lastAt }: { firstAt: string | null; lastAt: string | null }): string | undefined {
  if (!firstAt || !lastAt) return undefined
  const [first, last] = [day(firstAt), day(lastAt)]
  return first === last ? first : `${first} to ${last}`
}
