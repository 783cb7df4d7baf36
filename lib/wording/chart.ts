import { numberFormat } from './intl-formats'
import { bracketed } from './number'

/** Format of a chart's values. Dates and times are milliseconds since 1970 and shown in UTC, a date as its day. */
export type ValueFormat = 'number' | 'percent' | 'seconds' | 'date' | 'time'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const monthOfYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A day in UTC, such as "24 Nov". */
export const dayText = (value: number): string => dayOfYear.format(value)

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6

/** Returns the number of decimals for values in a column: as many as they have, with at most four digits in total. */
export function decimalsFor(values: readonly number[], format: ValueFormat = 'number'): number {
  if (format === 'percent' || format === 'seconds') return 1
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  const most = largest >= 100 ? 1 : largest >= 10 ? 2 : 3
  for (let decimals = 0; decimals < most; decimals++) {
    if (values.every((value) => isWhole(value * 10 ** decimals))) return decimals
  }
  return most
}

/** Formats a value with a true minus sign and thousands separators: "−1,234.5", "63.4%", "2.5 s", "25 Nov 2026". */
export function valueText(
  value: number,
  format: ValueFormat = 'number',
  decimals: number = decimalsFor([value], format),
): string {
  if (format === 'date') return day.format(value)
  if (format === 'time') return `${dayOfYear.format(value)}, ${clock.format(value)}`
  const scaled = format === 'percent' ? value * 100 : value
  // A value that rounds to zero has no sign.
  const shown = Number(scaled.toFixed(decimals)) === 0 ? 0 : scaled
  const text = numberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(shown)
    .replace('-', '−')
  if (format === 'seconds') return `${text} s`
  return format === 'percent' ? `${text}%` : text
}

/** Joins a value, its interval and its notes for screen readers. */
export const spoken = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ')

const unitless = (format: ValueFormat): ValueFormat => (format === 'seconds' ? 'number' : format)

/** Formats a tick as precisely as the distance between ticks needs. January 1 shows its year, midnight its day. */
export function tickText(value: number, format: ValueFormat, decimals: number): string {
  if (format === 'time' && value % 86_400_000 !== 0) return clock.format(value)
  if (format === 'date' || format === 'time')
    return new Date(value).toISOString().slice(5, 10) === '01-01' ? monthOfYear.format(value) : dayOfYear.format(value)
  return valueText(value, unitless(format), format === 'percent' ? Math.max(0, decimals - 2) : decimals)
}

/** Formats an interval, such as "[0.90, 0.94]". It has no unit, because the value before it has one. */
export function intervalText(low: number, high: number, format: ValueFormat = 'number', decimals?: number): string {
  const end = (value: number) => valueText(value, format, decimals).replace(/( s|%)$/, '')
  return bracketed(end(low), end(high))
}

/** Formats an interval for sentences and screen readers, such as "interval 0.90 to 0.94". */
export const spokenInterval = (low: number, high: number, format: ValueFormat = 'number', decimals?: number): string =>
  `interval ${valueText(low, format, decimals)} to ${valueText(high, format, decimals)}`

export const chartWord = {
  table: 'Table',
  chart: 'Chart',
  svg: 'SVG',
  csv: 'CSV',
  empty: 'No values yet',
  interval: 'Interval',
  share: 'Share',
  missing: '–',
  noValue: 'no value',
  truth: 'Truth',
  answer: 'Answer',
  total: 'Total',
  keysAcross: 'Use the left and right arrow keys to read the values. The table has the same values.',
  keysAlong:
    'Use the left and right arrow keys to read the values, and up and down to change the line. The table has the same values.',
  keysAcrossGroups:
    'Use the left and right arrow keys to read the values, and up and down to change the group. The table has the same values.',
  keysInGrid: 'Use the arrow keys to read the values. The table has the same values.',
  unnamed: (count: number) =>
    `${count === 1 ? '1 name has' : `${count} names have`} no room here. Point at a dot, or open the table, to read ${count === 1 ? 'it' : 'them'}.`,
  keysDown: 'Use the up and down arrow keys to read the values. The table has the same values.',
} as const
