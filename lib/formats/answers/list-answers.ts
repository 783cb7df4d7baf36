import { type CsvRecord, columnPosition, csvHeader, missingColumn, readCsvRecords } from '@/lib/formats/csv'
import { FormatError, refuseAt, shortJson } from '@/lib/formats/format-error'
import { readJsonElements } from '@/lib/formats/json-elements'
import { isObject, readJsonObject } from '@/lib/formats/json-file'
import { readTextLines } from '@/lib/formats/text-lines'
import { type FileAnswer, type LabelKind, type OpenedAnswers, plainAnswer } from './file-answer'

const listOf = (answers: AsyncIterable<FileAnswer>): OpenedAnswers => ({
  ...{ hasRaters: false, namesOnlyPresent: true, columns: null, answers },
  fields: { image: 'image', label: 'label', answer: 'answer' },
})

interface ClassLabel<Label = unknown> {
  label: Label
  kind: LabelKind
}

/** Returns the id of a class in our own files, or its name if it has none. */
export const idOrName = (id: unknown, name: unknown): ClassLabel =>
  (id ?? null) === null ? { label: name, kind: 'name' } : { label: id, kind: 'id' }

/** An empty list is an image on which nothing was found. */
function* ofImage(where: string, image: string | number, labels: readonly ClassLabel<string>[]) {
  if (labels.length === 0) yield plainAnswer(where, image, null)
  for (const { label, kind } of labels) yield plainAnswer(where, image, label, kind)
}

/**
 * Reads files such as real.json: a JSON list with the class indices of each image, by position. An element may also be
 * a single index, or null if nothing is known of the image.
 */
export async function openIndexLists(file: string): Promise<OpenedAnswers> {
  const checked = (where: string, element: unknown): string[] => {
    const indices: unknown[] = Array.isArray(element) ? element : [element]
    if (indices.every((index) => typeof index === 'number' && Number.isInteger(index) && index >= 0))
      return indices.map(String)
    throw new FormatError(file, where, {
      expected: 'a class index, or a list of class indices',
      found: shortJson(element),
      fix: 'Correct the element.',
    })
  }
  async function* answers() {
    for await (const { index: position, value: element } of readJsonElements(file)) {
      const where = `element ${position}`
      if (element === null) continue
      const labels = checked(where, element).map((label) => ({ label, kind: 'index' as const }))
      yield* ofImage(where, position, labels)
    }
  }
  return listOf(answers())
}

/** Indices are specific to a project; ids and names are not. */
const listColumns = { label_ids: 'id', label_indices: 'index', label_names: 'name' } as const
const listColumnNames = Object.keys(listColumns) as (keyof typeof listColumns)[]

/** Columns of our own label tables that list what people decided. */
export const decisionColumns = ['by_hand_indices', 'adjudicated_indices'] as const

/** Finds the columns of our own labels.csv. Throws FormatError if there are no images or no labels. */
function labelListColumns(file: string, header: readonly string[]) {
  const at = new Map(
    ['image', 'rated', ...listColumnNames, ...decisionColumns].map((name) => [
      name,
      columnPosition(file, header, name),
    ]),
  )
  const [imageAt, ratedAt] = [at.get('image') ?? null, at.get('rated') ?? null]
  const column = listColumnNames.find((name) => at.get(name) !== null)
  if (imageAt === null) throw missingColumn(file, header, 'a column "image"')
  if (column === undefined) throw missingColumn(file, header, 'a column "label_ids"')
  /** Returns the list in a cell; empty without the column. */
  const listIn = ({ line, fields }: CsvRecord, name: string): (string | number | null)[] => {
    const position = at.get(name) ?? null
    if (position === null) return []
    const text = fields[position]!
    try {
      const value: unknown = JSON.parse(text)
      if (Array.isArray(value)) return value as (string | number | null)[]
    } catch {
      // Refused below, with the text itself.
    }
    const found = text === '' ? 'an empty value' : text.slice(0, 80)
    throw refuseAt(file, `line ${line}`)(name, 'a JSON list', found, 'Correct the list.')
  }
  return { imageAt, ratedAt, column, listIn }
}

/** Reads our own labels.csv, whose labels are a JSON list. Skips unrated images without decided labels. */
export async function openLabelLists(file: string): Promise<OpenedAnswers> {
  const { imageAt, ratedAt, column, listIn } = labelListColumns(file, await csvHeader(file))
  async function* answers() {
    const records = readCsvRecords(file)
    await records.next()
    for await (const record of records) {
      const isDecided = decisionColumns.some((name) => listIn(record, name).length > 0)
      if (ratedAt !== null && record.fields[ratedAt] === 'no' && !isDecided) continue
      const labels = listIn(record, column).map((label, k) => {
        if (label !== null) return { label: String(label), kind: listColumns[column] }
        return { label: String(listIn(record, 'label_names')[k] ?? ''), kind: 'name' as const }
      })
      yield* ofImage(`line ${record.line}`, record.fields[imageAt]!, labels)
    }
  }
  return listOf(answers())
}

/** A row of our own labels.jsonl or labels.parquet. */
export interface LabelRow {
  where: string
  image: unknown
  /** Nobody was asked about the image, and none of its labels was decided. */
  isUnrated: boolean
  /** From `idOrName`; anything but a list is refused. */
  labels: unknown
}

const areLabels = (labels: unknown): labels is ClassLabel<string>[] =>
  Array.isArray(labels) && labels.every((one) => isObject(one) && typeof one.label === 'string')

/** Reads our own labels by image: labels.jsonl, labels.parquet, labels-by-file.json. Skips unrated images. */
export function labelRows(file: string, rows: AsyncIterable<LabelRow>): OpenedAnswers {
  async function* answers() {
    for await (const { where, image, isUnrated, labels } of rows) {
      if (isUnrated) continue
      if (typeof image !== 'string' || !areLabels(labels))
        throw new FormatError(file, where, {
          expected: 'the name of an image and a list of labels with ids or names',
          found: shortJson({ image, labels }, 120),
          fix: 'Correct the row.',
        })
      yield* ofImage(where, image, labels)
    }
  }
  return listOf(answers())
}

/** Returns the labels of an image in our own JSON files. */
export const ownLabels = (labels: unknown) =>
  Array.isArray(labels)
    ? labels.map((one) => (isObject(one) ? idOrName(one.id, one.name) : idOrName(null, one)))
    : labels

export const hasDecision = (classes: unknown): boolean =>
  Array.isArray(classes) && classes.some((one) => isObject(one) && typeof one.decision === 'string')

/** Reads our own labels-by-file.json: one object, with the labels of each image by name. */
export async function openLabelsByFile(file: string): Promise<OpenedAnswers> {
  const images = await readJsonObject(file)
  async function* rows(): AsyncGenerator<LabelRow, void, undefined> {
    for (const [image, entry] of Object.entries(images)) {
      const { labels, rejected, rated } = isObject(entry) ? entry : {}
      yield {
        ...{ where: `image “${image.slice(0, 200)}”`, image },
        isUnrated: rated === false && !hasDecision(labels) && !hasDecision(rejected),
        labels: ownLabels(labels),
      }
    }
  }
  return labelRows(file, rows())
}

const unquoted = (text: string) => text.trim().replace(/^"(.*)"$/, '$1')

/** Splits a line into file and class at the last comma or semicolon, else the last tab, else the last space. */
function twoOf(line: string): [image: string, label: string] | null {
  const sign = [',', ';', '\t', ' '].find((one) => line.includes(one))
  const at = sign === undefined ? -1 : line.lastIndexOf(sign)
  const [image, label] = [unquoted(line.slice(0, Math.max(0, at))), unquoted(line.slice(at + 1))]
  return image === '' || label === '' ? null : [image, label]
}

/**
 * Reads an ImageNet-style list without a header: file and class on each line, separated by a comma or a space, or one
 * class index per line, by position.
 */
export async function openImageList(file: string): Promise<OpenedAnswers> {
  const wrong = (where: string, isIndices: boolean, found: string) =>
    new FormatError(file, where, {
      expected: isIndices ? 'a class index' : 'a file name and a class',
      found: found.slice(0, 80),
      fix: 'Write “file,class” on each line, or one class index on each line.',
    })
  async function* answers() {
    let isIndices: boolean | null = null
    let position = 0
    for await (const { line, text } of readTextLines(file)) {
      const where = `line ${line}`
      const whole = text.trim()
      isIndices ??= /^\d+$/.test(whole)
      const two = isIndices ? null : twoOf(whole)
      if (two) yield plainAnswer(where, ...two)
      else if (isIndices && /^\d+$/.test(whole)) yield plainAnswer(where, position++, whole)
      else throw wrong(where, isIndices, whole)
    }
  }
  return listOf(answers())
}
