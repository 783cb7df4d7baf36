import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { plainColumn } from '@/lib/domain/data/file-role'
import { firstBytes } from './file-kind'
import { FormatError, notUtf8, reasonOf, unreadable } from './format-error'
import { textBytes } from './release/release-format'

export type CsvRow<Column extends string, Optional extends string = never> = {
  line: number
  values: Record<Column, string> & Partial<Record<Optional, string>>
}

/** One line of a CSV file as it stands. */
export type CsvRecord = { line: number; fields: string[] }

/** No honest row is longer; an unclosed quote would otherwise gather the rest of the file in memory. */
const longestRow = 1_000_000

const csvError = (file: string, line: number, expected: string, found: string, mend: string) =>
  new FormatError({ file, where: `line ${line}`, expected, found, mend })

/**
 * What separates the fields of a table: the comma, semicolon or tab that its first line has most of. Spreadsheets write
 * semicolons where a comma is the decimal sign.
 */
async function delimiterOf(path: string): Promise<string> {
  const [first = ''] = (await firstBytes(path))
    .toString('utf8')
    .trimStart()
    .split(/[\r\n]/)
  const unquoted = first.replaceAll(/"[^"]*"?/g, '')
  const count = (delimiter: string) => unquoted.split(delimiter).length
  return [';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best), ',')
}

/**
 * The records of a CSV file one by one, the header among them: the first one tells how many fields each must have.
 *
 * Texts that `csvField` made safe for spreadsheets are read as they were. A record with too few or too many fields, or with bytes that are no UTF-8, is a FormatError with its line.
 */
export async function* readCsvRecords(path: string): AsyncGenerator<CsvRecord, void, undefined> {
  const delimiter = await delimiterOf(path)
  const source = createReadStream(path)
  const parser = parse({ delimiter, bom: true, info: true, skip_empty_lines: true, max_record_size: longestRow })
  source.on('error', (cause) => parser.destroy(unreadable(path, cause)))
  let line = 1
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      const broken = record.find((field) => field.includes('\uFFFD'))
      if (broken !== undefined) throw csvError(path, info.lines, ...notUtf8(broken))
      line = info.lines
      yield { line, fields: record.map(cellText) }
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const at = typeof cause.lines === 'number' ? cause.lines : line
    throw csvError(path, at, 'a CSV row with as many fields as the header', reasonOf(cause), 'Fix the row.')
  } finally {
    source.destroy()
    parser.destroy()
  }
}

/** The position of a column in a header, however it is written, or null without one. One that stands twice is a FormatError. */
export function columnPosition(path: string, header: readonly string[], column: string): number | null {
  const names = header.map(plainColumn)
  const wanted = plainColumn(column)
  const index = names.indexOf(wanted)
  if (index < 0) return null
  if (names.lastIndexOf(wanted) === index) return index
  throw csvError(path, 1, `one column "${column}"`, 'two columns with this name', 'Rename or remove one of them.')
}

/** The first line of a CSV file, without blanks around its names. FormatError for an empty file. */
export async function csvHeader(path: string): Promise<string[]> {
  for await (const { fields } of readCsvRecords(path)) return fields.map((name) => name.trim())
  throw emptyCsv(path, ['…'])
}

/** The refusal of a header that lacks a column. */
export const missingColumn = (path: string, header: readonly string[], wanted: string) =>
  csvError(
    path,
    1,
    wanted,
    `only ${header.map((name) => name.trim()).join(', ')}`,
    'Add the column or correct its name.',
  )

/** The refusal of a file without a single line. */
export const emptyCsv = (path: string, columns: readonly string[]) =>
  csvError(path, 1, `a header with the columns ${columns.join(', ')}`, 'an empty file', 'Add the header line.')

/**
 * Reads a CSV file with a header line, row by row.
 *
 * `columns` must all be there, in any order; those of `optional` may be; others are ignored. An empty file, a missing or
 * doubled column and a row with too few or too many fields are each a FormatError with the line. Line 1 is the header.
 */
export async function* readCsv<const Column extends string, const Optional extends string = never>(
  path: string,
  columns: readonly Column[],
  optional: readonly Optional[] = [],
): AsyncGenerator<CsvRow<Column, Optional>, void, undefined> {
  let places: [Column | Optional, number][] | null = null
  for await (const { line, fields } of readCsvRecords(path)) {
    if (places) {
      const values = Object.fromEntries(places.map(([column, index]) => [column, fields[index]]))
      yield { line, values: values as CsvRow<Column, Optional>['values'] }
      continue
    }
    places = []
    for (const column of [...columns, ...optional]) {
      const index = columnPosition(path, fields, column)
      if (index !== null) places.push([column, index])
      else if ((columns as readonly string[]).includes(column))
        throw missingColumn(path, fields, `a column "${column}"`)
    }
  }
  if (!places) throw emptyCsv(path, columns)
}

// What spreadsheets take for the beginning of a formula, also in its wide form, and apostrophes of ours before it.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const escapedFormula = /^''*[=+\-@\t\r\n＝＋－＠]/

/** A text as a cell that no spreadsheet works out: an apostrophe goes before what begins like a formula. */
const safeCell = (text: string) => (formula.test(text) ? `'${text}` : text)

/** The text of a cell, without the apostrophe of `safeCell`. What `safeCell` wrote, this reads as it was. */
export const cellText = (cell: string) =>
  cell.charCodeAt(0) === 39 && escapedFormula.test(cell) ? cell.slice(1) : cell

export type CsvValue = string | number | null

/**
 * A field of any CSV file of ours: a text is safe to open in a spreadsheet, and stands in quotes where it holds a comma, a
 * quote or a line break, as RFC 4180 has it. Null and NaN are an empty field.
 */
export function csvField(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value)
  const text = safeCell(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvField).join(',')}\n`

/** Several values in one field: a JSON list, since names may hold whatever would part them. */
export const csvList = (values: readonly (string | number | null)[]): string => JSON.stringify(values)

/** A CSV file with these columns as a stream; a null becomes an empty field. */
export function csvStream<const Column extends string>(
  columns: readonly Column[],
  rows: Iterable<Record<Column, CsvValue>> | AsyncIterable<Record<Column, CsvValue>>,
): Readable {
  async function* lines() {
    yield csvLine(columns)
    for await (const row of rows) yield csvLine(columns.map((column) => row[column]))
  }
  return Readable.from(textBytes(lines()))
}
