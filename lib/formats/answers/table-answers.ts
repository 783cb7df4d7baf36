import { type CsvRecord, emptyCsv, readCsvRecords } from '@/lib/formats/csv'
import { FormatError, refuseAt } from '@/lib/formats/format-error'
import { isObject } from '@/lib/formats/json-file'
import { parsedLine, readTextLines } from '@/lib/formats/text-lines'
import { isBlank, openTable, partNames, partOf, type TableRow } from './answer-rows'
import type { ColumnNames, OpenedAnswers, OpenOptions } from './file-answer'
import { hasDecision, type LabelRow, labelRows, ownLabels } from './list-answers'

/** Reads CSV with a header and one answer per row, such as our own votes.csv. */
export async function openCsvAnswers(file: string, options: OpenOptions): Promise<OpenedAnswers> {
  const records = readCsvRecords(file)
  const { value: head } = await records.next()
  if (!head) throw emptyCsv(file, ['image', 'rater', 'class', 'answer'])
  const columns = head.fields.map((name) => name.trim())
  const position = new Map(columns.map((name, index) => [name, index]))
  const rowOf = ({ line, fields }: CsvRecord): TableRow => ({
    where: `line ${line}`,
    valueOf: (column) => fields[position.get(column) ?? -1],
  })
  async function* rows() {
    for await (const record of records) yield rowOf(record)
  }
  return openTable({ file, where: 'line 1', columns, rows: rows() }, options)
}

interface JsonRow {
  row: TableRow
  columns: string[]
}

async function* jsonRows(file: string): AsyncGenerator<JsonRow, void, undefined> {
  for await (const { line, text } of readTextLines(file)) {
    const value = parsedLine(file, line, text)
    const where = `line ${line}`
    if (!isObject(value))
      throw new FormatError(file, where, {
        expected: 'one JSON object',
        found: text.slice(0, 80),
        fix: 'Fix the line.',
      })
    yield { row: { where, valueOf: (column) => value[column] }, columns: Object.keys(value) }
  }
}

async function* labelled(rows: AsyncIterable<TableRow>): AsyncGenerator<LabelRow, void, undefined> {
  for await (const { where, valueOf: valueIn } of rows) {
    yield {
      ...{ where, image: valueIn('image') },
      isUnrated: valueIn('rated') === false && !hasDecision(valueIn('candidates')),
      labels: ownLabels(valueIn('labels')),
    }
  }
}

/** Refuses a part of an answer that the first line does not have: ignored, a “no” would count as a class that holds. */
function refuseNewPart(file: string, { row, columns }: JsonRow, first: ReadonlySet<string>, given: ColumnNames = {}) {
  for (const name of columns) {
    if (first.has(name)) continue
    const part = partOf(name)
    if (part === undefined || given[part] !== undefined || isBlank(row.valueOf(name))) continue
    if ([...first].some((one) => partOf(one) === part)) continue
    throw refuseAt(file, row.where)(
      name,
      'only fields that line 1 also has',
      'a field that line 1 does not have',
      `Add it to line 1, or state in the mapping that no field has ${partNames[part]}: "columns": {"${part}": null}.`,
    )
  }
}

/** Reads JSON Lines: one answer per line, with the columns of CSV; or our own labels.jsonl, one image per line. */
export async function openJsonLineAnswers(file: string, options: OpenOptions): Promise<OpenedAnswers> {
  const lines = jsonRows(file)
  const { value: first } = await lines.next()
  const columns = first?.columns ?? []
  if (first && columns.length === 0)
    throw new FormatError(file, first.row.where, {
      expected: 'a JSON object with an image and a class',
      found: 'an empty one',
      fix: 'Check that this is the right file.',
    })
  const known = new Set(columns)
  async function* rows() {
    if (first) yield first.row
    for await (const line of lines) {
      refuseNewPart(file, line, known, options.columns)
      yield line.row
    }
  }
  if (columns.includes('image') && columns.includes('labels')) return labelRows(file, labelled(rows()))
  return openTable({ file, where: 'line 1', columns, rows: rows() }, options)
}
