import { columnPosition, emptyCsv, missingColumn, readCsvRecords } from '@/lib/formats/csv'
import { refuseAt, shortJson } from '@/lib/formats/format-error'

export interface AccuracyRow {
  model: string
  /** Shares from 0 to 1. */
  original: number
  reassessed: number
  parametersMillion: number | null
}

const maxNameLength = 200
const columns = {
  model: ['model', 'name'],
  original: ['original', 'original_accuracy', 'original_top1', 'imagenet_top1', 'top1'],
  reassessed: ['reassessed', 'reassessed_accuracy', 'reassessed_top1', 'real', 'real_accuracy', 'real_top1'],
  parameters: ['parameters_million', 'parameters', 'param_count', 'params'],
} as const

interface Column {
  name: string
  position: number
  /** Whether its numbers are percentages; null if the name does not say. */
  isPercent: boolean | null
}

function findColumn(path: string, header: readonly string[], names: readonly string[]): Column | null {
  for (const name of names) {
    for (const [ending, isPercent] of [
      ['_percent', true],
      ['_share', false],
      ['', null],
    ] as const) {
      const position = columnPosition(path, header, name + ending)
      if (position !== null) return { name: name + ending, position, isPercent }
    }
  }
  return null
}

/**
 * Reads accuracies of models that others have measured, as CSV: `model` (or `name`), `original`, `reassessed` (or
 * `real`), each also as `…_accuracy`, `…_top1`, with the suffix `_percent` or `_share`; optionally
 * `parameters_million`. If the column name does not say so, numbers are percentages if any of them exceeds 1.
 *
 * Throws FormatError for a missing column, a name that is empty, too long or repeated, and anything but numbers from 0
 * to 1, or 100.
 */
export async function readAccuracyTable(path: string): Promise<AccuracyRow[]> {
  const records = readCsvRecords(path)
  const first = await records.next()
  if (first.done) throw emptyCsv(path, ['model', 'original', 'reassessed'])
  const header = first.value.fields
  const needed = (names: readonly string[]) => {
    const column = findColumn(path, header, names)
    if (!column) throw missingColumn(path, header, `a column "${names[0]}"`)
    return column
  }
  try {
    const model = needed(columns.model)
    const original = needed(columns.original)
    const reassessed = needed(columns.reassessed)
    const parameters = findColumn(path, header, columns.parameters)
    const rows: { line: number; row: AccuracyRow }[] = []
    const seen = new Map<string, number>()
    for await (const { line, fields } of records) {
      const name = fields[model.position]!.trim()
      const wrong = refuseAt(path, `line ${line}`)
      if (name.length === 0 || name.length > maxNameLength || /[\p{Cc}\p{Cs}]/u.test(name)) {
        const expected = `a name of 1 to ${maxNameLength} characters without control characters`
        throw wrong(model.name, expected, shortJson(name), 'Enter the model’s name.')
      }
      const before = seen.get(name)
      if (before !== undefined)
        throw wrong(
          model.name,
          'every model once',
          `"${name}", which is also in line ${before}`,
          'Remove one of the rows.',
        )
      seen.set(name, line)
      const numberOf = (column: Column) => numberIn(path, line, column, fields[column.position]!)
      const isUnknown = parameters === null || fields[parameters.position]!.trim() === ''
      rows.push({
        line,
        row: {
          model: name,
          original: numberOf(original),
          reassessed: numberOf(reassessed),
          parametersMillion: isUnknown ? null : numberOf(parameters),
        },
      })
    }
    const isShare = rows.every(({ row }) => row.original <= 1 && row.reassessed <= 1)
    return rows.map(({ line, row }) => ({
      ...row,
      original: shareOf(path, line, original, row.original, isShare),
      reassessed: shareOf(path, line, reassessed, row.reassessed, isShare),
    }))
  } finally {
    await records.return()
  }
}

/** Some published tables separate thousands by commas. A single comma without a decimal point may be a decimal comma. */
const isThousands = (text: string) => /^[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})$/.test(text)

function numberIn(file: string, line: number, { name }: Column, text: string): number {
  const written = text.trim()
  const value = written === '' ? Number.NaN : Number(isThousands(written) ? written.replaceAll(',', '') : written)
  if (Number.isFinite(value) && value >= 0) return value
  throw wrongNumber(file, line, name, 'a number, such as 76.1', written === '' ? 'an empty cell' : `"${text}"`)
}

function shareOf(file: string, line: number, { name, isPercent }: Column, value: number, isShare: boolean): number {
  const most = (isPercent ?? !isShare) ? 100 : 1
  if (value <= most) return value / most
  throw wrongNumber(file, line, name, `a number up to ${most}`, `${value}`)
}

const wrongNumber = (file: string, line: number, field: string, expected: string, found: string) =>
  refuseAt(file, `line ${line}`)(field, expected, found, 'Correct the number.')
