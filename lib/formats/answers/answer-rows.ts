import type { AnswerColumn } from '@/lib/domain/data/answer-format'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { findAnswerColumns, labelKindOf } from './answer-columns'
import type { FileAnswer, LabelKind, OpenedAnswers, OpenOptions } from './file-answer'

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

const isBlank = (value: unknown) => value === undefined || value === null || value === ''

/** Columns used if the class cell is empty: classes without an id have an index or a name. */
const otherLabelColumns = ['class_index', 'class', 'label', 'class_name']

/** Returns the text of a cell, or null if blank. Throws FormatError for a value that is not a text or number. */
function textOf(file: string, row: TableRow, column: string): string | null {
  const value = row.valueOf(column)
  if (isBlank(value)) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date) return value.toISOString()
  throw new FormatError({
    ...{ file, where: `${row.where}, field "${column}"`, expected: 'a text or a number' },
    ...{ found: shortJson(value), mend: 'Fix the value.' },
  })
}

const missing = (file: string, row: TableRow, column: string, what: string) =>
  new FormatError({
    ...{ file, where: `${row.where}, field "${column}"`, expected: what, found: 'an empty value' },
    mend: 'Fill it in, or remove the row.',
  })

export function openTable(table: Table, { columns: given }: OpenOptions): OpenedAnswers {
  const { file, where, columns } = table
  const used = findAnswerColumns(file, where, columns, given)
  const optional = (part: AnswerColumn, row: TableRow) => {
    const column = used[part]
    return column ? textOf(file, row, column) : null
  }
  const required = (column: string | null | undefined, row: TableRow, what: string) => {
    if (!column) return null
    const text = textOf(file, row, column)
    if (text === null) throw missing(file, row, column, what)
    return text
  }
  const others = given?.label === undefined ? otherLabelColumns.filter((name) => columns.includes(name)) : []
  const labelColumns = [...new Set([used.label, ...others])].map((name) => ({ name, labelKind: labelKindOf(name) }))
  const labelOf = (row: TableRow): { label: string; labelKind: LabelKind } => {
    for (const { name, labelKind } of labelColumns) {
      const label = textOf(file, row, name)
      if (label !== null) return { label, labelKind }
    }
    throw missing(file, row, used.label, 'a class')
  }
  const [saysLeftOut, saysKind] = ['left_out', 'rater_kind'].map((name) => columns.includes(name))
  async function* answers(): AsyncGenerator<FileAnswer, void, undefined> {
    for await (const row of table.rows) {
      const image = required(used.image, row, 'the name of an image') ?? ''
      yield {
        where: row.where,
        image,
        rater: required(used.rater, row, 'the name of the rater'),
        ...labelOf(row),
        answer: required(used.answer, row, 'an answer'),
        time: optional('time', row),
        isLeftOut: saysLeftOut === true && textOf(file, row, 'left_out') === 'yes',
        isSimulated: saysKind === true && textOf(file, row, 'rater_kind') === 'simulated',
      }
    }
  }
  return {
    hasRaters: Boolean(used.rater),
    namesOnlyPresent: !used.answer,
    columns: { all: [...columns], used },
    fields: { image: used.image, label: used.label, answer: used.answer ?? 'answer' },
    answers: answers(),
  }
}
