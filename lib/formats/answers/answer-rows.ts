import { type AnswerColumn, answerColumns } from '@/lib/domain/data/answer-format'
import { normalizeColumn as plain } from '@/lib/domain/data/file-role'
import { columnPosition, onlyColumns } from '@/lib/formats/csv'
import { FormatError, refuseAt, shortJson } from '@/lib/formats/format-error'
import type { ColumnNames, FileAnswer, LabelKind, OpenedAnswers, OpenOptions } from './file-answer'

/** Column names that are recognised without a mapping, the most exact first. */
const synonyms: Record<AnswerColumn, readonly string[]> = {
  image: [
    ...['image', 'file', 'file_name', 'filename', 'image_name', 'image_id', 'picture', 'img'],
    ...['path', 'filepath', 'file_path', 'image_path', 'url'],
  ],
  rater: ['rater', 'rater_id', 'annotator', 'annotator_id', 'worker', 'worker_id', 'user', 'user_id', 'labeler'],
  label: [
    ...['class_id', 'class_index', 'class', 'label', 'class_name', 'category', 'category_name'],
    ...['candidate', 'tag', 'choice'],
  ],
  answer: ['answer', 'vote', 'response', 'judgement', 'judgment', 'verdict', 'value'],
  time: ['time', 'timestamp', 'answered_at', 'submitted_at', 'created_at', 'date', 'datetime'],
}

/** The part of an answer that a column of this name usually has; undefined if none. */
export const partOf = (name: string) => answerColumns.find((part) => synonyms[part].includes(plain(name)))
export const isKnownColumn = (name: string) => partOf(name) !== undefined

export const partNames: Record<AnswerColumn, string> = {
  ...{ image: 'the image', rater: 'the rater', label: 'the class', answer: 'the answer', time: 'the time' },
}

/**
 * Finds the column of each part of an answer: the given one, otherwise by name. Image and class are required; without
 * an answer column each row names a class that holds.
 */
function findAnswerColumns(file: string, where: string, all: readonly string[], given: ColumnNames = {}) {
  const used: ColumnNames = {}
  const byName = new Map(all.map((name) => [plain(name), name]))
  for (const part of answerColumns) {
    const chosen = given[part]
    if (chosen === undefined) {
      used[part] = synonyms[part].map((name) => byName.get(name)).find((name) => name !== undefined) ?? null
    } else if (chosen === null || all.includes(chosen)) used[part] = chosen
    else
      throw new FormatError(file, where, {
        expected: `a column “${chosen}” with ${partNames[part]}`,
        found: onlyColumns(all),
        fix: `Name another column for ${partNames[part]}.`,
      })
  }
  for (const part of ['image', 'label'] as const) {
    if (used[part]) continue
    throw new FormatError(file, where, {
      expected: `a column with ${partNames[part]}, such as ${synonyms[part].slice(0, 4).join(', ')}`,
      found: onlyColumns(all),
      fix: `Rename the column, or state in the mapping which column has ${partNames[part]}: "columns": {"${part}": "…"}.`,
    })
  }
  if (given.rater === undefined && !used.rater && byName.has('expert'))
    throw new FormatError(file, where, {
      expected: 'votes or labels',
      found: `experts’ answers, which the column “${byName.get('expert')}” names`,
      fix: 'Import golden answers on the Golden set page. If the file has votes of raters, rename the column to “rater”.',
    })
  return used as ColumnNames & { image: string; label: string }
}

const labelKindOf = (column: string): LabelKind =>
  plain(column) === 'class_index' ? 'index' : plain(column) === 'class_id' ? 'id' : 'name'

/** One row of a table of any file type; `valueOf` an unknown column is undefined. */
export interface TableRow {
  where: string
  valueOf: (column: string) => unknown
}

interface Table {
  file: string
  /** Location of the column names, such as `line 1`. */
  where: string
  columns: readonly string[]
  rows: AsyncIterable<TableRow>
}

export const isBlank = (value: unknown) => value === undefined || value === null || value === ''

/** Columns used if the class cell is empty: classes without an id have an index or a name. */
const otherLabelColumns = ['class_index', 'class', 'label', 'class_name']

/** Returns the text of a cell, or null if blank. Throws FormatError for a value that is not a text or number. */
function textOf(file: string, row: TableRow, column: string): string | null {
  const value = row.valueOf(column)
  if (isBlank(value)) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
  // JSON.parse rounds larger integers, which could merge two raters into one.
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw refuseAt(file, row.where)(
      column,
      'a text or a number of at most 15 digits',
      shortJson(value),
      'Write the number as text, in quotation marks.',
    )
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date) return value.toISOString()
  throw refuseAt(file, row.where)(column, 'a text or a number', shortJson(value), 'Fix the value.')
}

const missing = (file: string, row: TableRow, column: string, what: string) =>
  refuseAt(file, row.where)(column, what, 'an empty value', 'Fill it in, or remove the row.')

export function openTable(table: Table, { columns: given }: OpenOptions): OpenedAnswers {
  const { file, where, columns } = table
  const used = findAnswerColumns(file, where, columns, given)
  const others = given?.label === undefined ? otherLabelColumns.filter((name) => columns.includes(name)) : []
  for (const name of [...Object.values(used), ...others]) if (name) columnPosition(file, columns, name)
  const required = (column: string | null | undefined, row: TableRow, what: string) => {
    if (!column) return null
    const text = textOf(file, row, column)
    if (text === null) throw missing(file, row, column, what)
    return text
  }
  const labelColumns = [...new Set([used.label, ...others])].map((name) => ({ name, labelKind: labelKindOf(name) }))
  const labelOf = (row: TableRow): { label: string; labelKind: LabelKind } => {
    for (const { name, labelKind } of labelColumns) {
      const label = textOf(file, row, name)
      if (label !== null) return { label, labelKind }
    }
    throw missing(file, row, used.label, 'a class')
  }
  const [saysExcluded, saysKind] = ['left_out', 'rater_kind'].map((name) => columns.includes(name))
  async function* answers(): AsyncGenerator<FileAnswer, void, undefined> {
    for await (const row of table.rows) {
      const image = required(used.image, row, 'the name of an image') ?? ''
      yield {
        where: row.where,
        image,
        rater: required(used.rater, row, 'the name of the rater'),
        ...labelOf(row),
        answer: required(used.answer, row, 'an answer'),
        time: used.time ? textOf(file, row, used.time) : null,
        isExcluded: saysExcluded === true && textOf(file, row, 'left_out') === 'yes',
        isSimulated: saysKind === true && textOf(file, row, 'rater_kind') === 'simulated',
      }
    }
  }
  return {
    hasRaters: Boolean(used.rater),
    namesOnlyPresent: !used.answer,
    columns: { all: columns.filter((name) => name !== ''), used },
    fields: { image: used.image, label: used.label, answer: used.answer ?? 'answer' },
    answers: answers(),
  }
}
