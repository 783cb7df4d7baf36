import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { FormatError, notUtf8, reasonOf, unreadable } from './format-error'

export type CsvRow<Column extends string> = { line: number; values: Record<Column, string> }

/** No honest row is longer; an unclosed quote would otherwise gather the rest of the file in memory. */
const longestRow = 1_000_000

/**
 * Reads a CSV file with a header line, row by row.
 *
 * `columns` must all be there, in any order; others are ignored. An empty file, a missing or doubled column and a row
 * with too few or too many fields are each a FormatError with the line. Line 1 is the header.
 */
export async function* readCsv<const Column extends string>(
  path: string,
  columns: readonly Column[],
): AsyncGenerator<CsvRow<Column>, void, undefined> {
  const wrong = (where: string, expected: string, found: string, mend: string) =>
    new FormatError({ file: path, where, expected, found, mend })
  const source = createReadStream(path)
  const parser = parse({ bom: true, info: true, skip_empty_lines: true, max_record_size: longestRow })
  source.on('error', (cause) => parser.destroy(unreadable(path, cause)))
  let places: Map<Column, number> | null = null
  let line = 1
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      const broken = record.find((field) => field.includes('\uFFFD'))
      if (broken !== undefined) throw wrong(`line ${info.lines}`, ...notUtf8(broken))
      if (places) {
        line = info.lines
        yield { line, values: valuesOf(record, places) }
      } else {
        places = placesOf(record, columns, wrong)
      }
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const at = typeof cause.lines === 'number' ? cause.lines : line
    throw wrong(`line ${at}`, 'a row of CSV with as many fields as the header', reasonOf(cause), 'Mend the row.')
  } finally {
    source.destroy()
    parser.destroy()
  }
  if (!places) {
    throw wrong(
      'line 1',
      `a header with the columns ${columns.join(', ')}`,
      'an empty file',
      'Give the file with its header.',
    )
  }
}

function placesOf<Column extends string>(
  header: string[],
  columns: readonly Column[],
  wrong: (where: string, expected: string, found: string, mend: string) => FormatError,
): Map<Column, number> {
  const names = header.map((name) => name.trim())
  const places = new Map<Column, number>()
  for (const column of columns) {
    const place = names.indexOf(column)
    if (place < 0) {
      throw wrong('line 1', `a column "${column}"`, `only ${names.join(', ')}`, 'Add the column or correct its name.')
    }
    if (names.lastIndexOf(column) !== place) {
      throw wrong('line 1', `one column "${column}"`, 'two of that name', 'Rename or remove one of them.')
    }
    places.set(column, place)
  }
  return places
}

function valuesOf<Column extends string>(
  record: string[],
  places: ReadonlyMap<Column, number>,
): Record<Column, string> {
  const entries = Array.from(places, ([column, place]) => [column, record[place]] as const)
  return Object.fromEntries(entries) as Record<Column, string>
}

/** A CSV file with these columns as a stream; a null becomes an empty field. */
export function csvStream<const Column extends string>(
  columns: readonly Column[],
  rows: Iterable<Record<Column, string | number | null>> | AsyncIterable<Record<Column, string | number | null>>,
): Readable {
  const source = Readable.from(rows)
  const text = stringify({ header: true, columns: [...columns] })
  source.on('error', (cause) => text.destroy(cause))
  text.on('close', () => source.destroy())
  return source.pipe(text)
}
