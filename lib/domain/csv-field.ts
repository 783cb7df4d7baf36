// Characters that start a formula in spreadsheets, also full-width ones, after any apostrophes.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const escapedFormula = /^''*[=+\-@\t\r\n＝＋－＠]/

/** Whether spreadsheets would evaluate a text as a formula. */
export const isFormula = (text: string) => formula.test(text)

// Where commas are decimal, spreadsheets split lines at semicolons, and a quote that began after a comma is part of a
// cell: it protects neither semicolons nor line breaks, and one after a semicolon may begin a cell.
const separator = /[;\t\r\n]/
const laterFormula = /(?<=[;\t\r\n])(?=['"]*[=+\-@＝＋－＠])/g
const laterEscaped = /(?<=[;\t\r\n])'(?=['"]*[=+\-@＝＋－＠])/g

/** Prefixes an apostrophe to a formula, also to one within the text that could become a cell of its own. */
function safeCell(text: string): string {
  const safe = separator.test(text) ? text.replace(laterFormula, "'") : text
  return isFormula(safe) ? `'${safe}` : safe
}

/** Inverse of `safeCell`. */
export function cellText(cell: string): string {
  const text = cell.charCodeAt(0) === 39 && escapedFormula.test(cell) ? cell.slice(1) : cell
  return separator.test(text) ? text.replace(laterEscaped, '') : text
}

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
