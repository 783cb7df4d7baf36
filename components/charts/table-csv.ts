import type { Value } from './value-table'

// What a spreadsheet would take for a formula is text here, whoever wrote it: names of models and classes come from files.
const formula = /^[=+@\t\r-]/

function field(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The values of a chart as CSV, numbers in full. */
export const tableCsv = (columns: readonly string[], rows: readonly Value[][]): string =>
  [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
