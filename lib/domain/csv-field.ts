// Characters that start a formula in spreadsheets, also full-width ones, after any apostrophes.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const escapedFormula = /^''*[=+\-@\t\r\n＝＋－＠]/

/** Whether spreadsheets would evaluate a text as a formula. */
export const isFormula = (text: string) => formula.test(text)

/** Prefixes an apostrophe to a formula. */
const safeCell = (text: string) => (isFormula(text) ? `'${text}` : text)

/** Inverse of `safeCell`. */
export const cellText = (cell: string) =>
  cell.charCodeAt(0) === 39 && escapedFormula.test(cell) ? cell.slice(1) : cell

export type CsvValue = string | number | null

/**
 * Formats a field: texts are safe to open in a spreadsheet, and quoted as in RFC 4180 if they contain a comma, quote or
 * line break. Null and NaN are empty.
 */
export function csvField(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value)
  const text = safeCell(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
