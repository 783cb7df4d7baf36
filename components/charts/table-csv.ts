import { csvField } from '@/lib/domain/csv-field'

export type Value = string | number | null

/** Differences such as "+12.0%", which spreadsheets read as numbers, so that they need no protection as formulas. */
const signedNumber = /^[+-]\d+(\.\d+)?%?$/

const fieldOf = (value: Value) => (typeof value === 'string' && signedNumber.test(value) ? value : csvField(value))

/** Returns the values of a chart as CSV, numbers in full precision. */
export const tableCsv = (columns: readonly string[], rows: readonly Value[][]): string =>
  [columns, ...rows].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')
