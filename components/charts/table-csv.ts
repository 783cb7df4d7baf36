import type { Value } from './value-table'

// Spreadsheets would run such text as a formula, and names of models and classes come from uploaded files.
const formula = /^[=+@\t\r-]/

function field(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Returns the values of a chart as CSV, numbers in full precision. */
export const tableCsv = (columns: readonly string[], rows: readonly Value[][]): string =>
  [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
