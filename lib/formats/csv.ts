import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type CsvValue, cellText, csvField } from '@/lib/domain/csv-field'
import { normalizeColumn } from '@/lib/domain/data/file-role'
import { firstBytes, notTable } from './file-kind'
import { FormatError, notUtf8, unreadable } from './format-error'
import { textBytes } from './release/release-format'

export type CsvRow<Column extends string, Optional extends string = never> = {
  line: number
  values: Record<Column, string> & Partial<Record<Optional, string>>
}

export type CsvRecord = { line: number; fields: string[] }

/** Longer than any valid row; without a limit, an unclosed quote would read the rest of the file into memory. */
const maxRowLength = 1_000_000

const lineBreak = /\r\n|\r|\n/
const lineBreakOrBroken = /[\r\n\uFFFD]/

/** Returns the line on which a record ends that begins after line `before`. Throws FormatError for bad UTF-8. */
function lastLineOf(path: string, record: readonly string[], before: number): number {
  let line = before + 1
  for (const field of record) {
    if (!lineBreakOrBroken.test(field)) continue
    line += field.split(lineBreak).length - 1
    if (field.includes('\uFFFD')) throw new FormatError(path, `line ${line}`, notUtf8(field))
  }
  return line
}

const quoteProblems: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark that is opened but not closed',
  INVALID_OPENING_QUOTE: 'a quotation mark within a field that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'text after a closing quotation mark',
  CSV_MAX_RECORD_SIZE: `a row of more than ${maxRowLength} characters, as after a quotation mark that is not closed`,
}
const brokenRow = (file: string, line: number, found: string) =>
  new FormatError(file, `line ${line}`, {
    expected: 'a CSV row with as many fields as the header',
    found,
    fix: 'Fix the row.',
  })

/** Detects the delimiter: comma, semicolon (where commas are decimal) or tab, the most frequent in the first line. */
export function delimiterOf(text: string): string {
  const [first = ''] = text.trimStart().split(/[\r\n]/)
  const unquoted = first.replaceAll(/"[^"]*"?/g, '')
  const count = (delimiter: string) => unquoted.split(delimiter).length
  return [';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best), ',')
}

/**
 * Reads the records of a CSV file one by one, including the header, which determines the number of fields.
 *
 * Reverses the escaping of `csvField`. `line` is the last line of the record, counted here because csv-parse takes more
 * time for it than for parsing. Throws FormatError with the line for a wrong number of fields or bad UTF-8.
 */
export async function* readCsvRecords(path: string): AsyncGenerator<CsvRecord, void, undefined> {
  const start = await firstBytes(path)
  const other = notTable(start)
  if (other) throw new FormatError(path, 'line 1', other)
  const delimiter = delimiterOf(start.toString('utf8'))
  const source = createReadStream(path)
  const parser = parse({ delimiter, bom: true, relax_column_count: true, max_record_size: maxRowLength })
  source.on('error', (cause) => parser.destroy(unreadable(path, cause)))
  let line = 0
  let width: number | null = null
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      line = lastLineOf(path, record, line)
      // Spreadsheets also write empty rows.
      if (record.every((field) => field.trim() === '')) continue
      width ??= record.length
      if (record.length !== width) throw brokenRow(path, line, `${record.length} instead of ${width}`)
      yield { line, fields: record.map(cellText) }
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const isUnclosed = cause.code === 'CSV_QUOTE_NOT_CLOSED' || typeof cause.lines !== 'number'
    throw brokenRow(path, isUnclosed ? line + 1 : Number(cause.lines), quoteProblems[cause.code] ?? cause.message)
  } finally {
    source.destroy()
    parser.destroy()
  }
}

/** Returns the index of a column in a header, in any spelling, or null. Throws FormatError if it is repeated. */
export function columnPosition(path: string, header: readonly string[], column: string): number | null {
  const names = header.map(normalizeColumn)
  const wanted = normalizeColumn(column)
  const index = names.indexOf(wanted)
  if (index < 0) return null
  if (names.lastIndexOf(wanted) === index) return index
  throw new FormatError(path, 'line 1', {
    expected: `one column "${column}"`,
    found: 'two columns with this name',
    fix: 'Rename or remove one of them.',
  })
}

/** Returns the header of a CSV file with trimmed names. Throws FormatError for an empty file. */
export async function csvHeader(path: string): Promise<string[]> {
  for await (const { fields } of readCsvRecords(path)) return fields.map((name) => name.trim())
  throw emptyCsv(path)
}

export const onlyColumns = (header: readonly string[]) =>
  `only ${header
    .map((name) => name.trim())
    .join(', ')
    .slice(0, 300)}`

export const missingColumn = (path: string, header: readonly string[], wanted: string) =>
  new FormatError(path, 'line 1', {
    expected: wanted,
    found: onlyColumns(header),
    fix: 'Add the column or correct its name; the first line is the header.',
  })

export const emptyCsv = (path: string, columns: readonly string[] = []) =>
  new FormatError(path, 'line 1', {
    expected:
      columns.length === 0 ? 'a header that names the columns' : `a header with the columns ${columns.join(', ')}`,
    found: 'an empty file',
    fix: 'Add the header line.',
  })

/**
 * Reads a CSV file with a header row by row.
 *
 * `columns` are required, in any order, `optional` ones are not, others are ignored. Throws FormatError with the line
 * for an empty file, a missing or repeated column and a row with a different number of fields. The header is line 1.
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

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvField).join(',')}\n`

/** Formats several values as a JSON list in one field, since names may contain any separator. */
export const csvList = (values: readonly (string | number | null)[]): string => JSON.stringify(values)

/** Writes a CSV file as a stream, with a column for each of `values`; null is an empty field. */
export function csvTable<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  values: Record<string, (row: Row) => CsvValue>,
): Readable {
  async function* lines() {
    const columns = Object.values(values)
    yield csvLine(Object.keys(values))
    for await (const row of rows) yield csvLine(columns.map((of) => of(row)))
  }
  return Readable.from(textBytes(lines()))
}

/** `csvTable` for rows that have the columns as fields. */
export const csvStream = <const Column extends string>(
  columns: readonly Column[],
  rows: Iterable<Record<Column, CsvValue>> | AsyncIterable<Record<Column, CsvValue>>,
): Readable => csvTable(rows, Object.fromEntries(columns.map((column) => [column, (row) => row[column]])))
