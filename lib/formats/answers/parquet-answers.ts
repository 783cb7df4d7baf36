import { open, stat } from 'node:fs/promises'
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { serialQueue } from '@/lib/domain/serial-queue'
import { reasonOf } from '@/lib/file-system'
import { FormatError, invalidJson, refuseAt, shortJson } from '@/lib/formats/format-error'
import { isObject } from '@/lib/formats/json-file'
import { zipTree } from '@/lib/formats/zip-tree'
import { openTable, partOf, type TableRow } from './answer-rows'
import type { OpenedAnswers, OpenOptions } from './file-answer'
import { decisionColumns, idOrName, type LabelRow, labelRows } from './list-answers'

const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

async function* labelled(rows: AsyncIterable<TableRow>): AsyncGenerator<LabelRow, void, undefined> {
  for await (const { where, valueOf: valueIn } of rows) {
    const [ids, names] = [valueIn('label_ids'), valueIn('label_names')]
    const labels = Array.isArray(ids) ? ids.map((id, k) => idOrName(id, arrayOf(names)[k])) : ids
    const isDecided = decisionColumns.some((name) => arrayOf(valueIn(name)).length > 0)
    yield { where, image: valueIn('image'), isUnrated: valueIn('rated') === false && !isDecided, labels }
  }
}

async function* withNamedLists(rows: AsyncIterable<TableRow>, column: string): AsyncGenerator<LabelRow> {
  for await (const { where, valueOf: valueIn } of rows) {
    const names = valueIn(column)
    const labels = Array.isArray(names) ? names.map((name) => idOrName(null, name)) : names
    yield { where, image: valueIn('image'), isUnrated: false, labels }
  }
}

const rowsAtOnce = 65_536
/** Of the pages unpacked for so many rows. Row groups of votes are far smaller, and zeros shrink 30,000-fold. */
const maxUnpacked = 2 ** 30

/** Returns decompressors that together unpack at most `most` bytes, and then throw before they take more memory. */
export function compressorsWithin(most: number): Compressors {
  let left = most
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, outputLength: number) => {
        left -= outputLength
        if (left >= 0) return unpack(input, outputLength)
        throw new Error(`pages of more than ${Math.round(most / 2 ** 20)} MB in one row group`)
      },
    ]),
  )
}

type Broken = (cause: unknown) => FormatError

const brokenFile =
  (file: string, where: string): Broken =>
  (cause) =>
    new FormatError(file, where, {
      expected: 'a Parquet file',
      found: reasonOf(cause),
      fix: 'Check that the file is complete.',
    })

async function readPart(file: string, start: number, end: number): Promise<ArrayBuffer> {
  const handle = await open(file)
  try {
    const bytes = new Uint8Array(end - start)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
    return bytes.buffer.slice(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Reads one part after the other, because hyparquet requests the columns of all row groups of a read at once. */
async function openInParts(file: string): Promise<AsyncBuffer> {
  const { size } = await stat(file)
  const inTurn = serialQueue()
  return {
    byteLength: size,
    slice: (start, end = size) => inTurn(() => readPart(file, start, Math.max(start, Math.min(end, size)))),
  }
}

/** Reads Parquet with one answer per row, such as our own votes.parquet, or our own labels.parquet by image. */
export async function openParquetAnswers(file: string, options: OpenOptions): Promise<OpenedAnswers> {
  const broken = brokenFile(file, 'the file')
  const buffer = await openInParts(file).catch((cause: unknown) => {
    throw broken(cause)
  })
  return openParquet(file, buffer, broken, options)
}

const labelsTable = /(^|\/)labels\.parquet$/

/** Reads data/labels.parquet of our own Hugging Face folder as a zip. */
export async function openHubLabels(file: string, options: OpenOptions): Promise<OpenedAnswers> {
  const tree = await zipTree(file)
  try {
    const files = await tree.files()
    if (files.some(({ name }) => name === 'xl/workbook.xml'))
      throw new FormatError(file, 'the file', {
        expected: 'votes or labels in a known format',
        found: 'an Excel workbook',
        fix: 'Save the sheet as CSV.',
      })
    const table = files.find(({ name }) => labelsTable.test(name))
    if (!table)
      throw new FormatError(file, 'the zip', {
        expected: 'data/labels.parquet, as in our own folder for Hugging Face',
        found:
          files
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', ') || 'no file',
        fix: 'Import the file with votes or labels itself. A folder of images belongs in the Images section.',
      })
    const bytes = await table.read()
    const buffer = new Uint8Array(bytes).buffer
    return await openParquet(file, buffer, brokenFile(file, `entry “${table.name}”`), options)
  } finally {
    tree.close()
  }
}

/** Columns with one value per row: texts, numbers, and the pictures of Hugging Face `datasets`, which have a path. */
const valueColumns = (metadata: FileMetaData) =>
  parquetSchema(metadata).children.flatMap(({ element, children }) =>
    children.length === 0 || children.some((child) => child.element.name === 'path') ? [element.name] : [],
  )

/**
 * Returns the class names of columns of the type ClassLabel or lists of it, whose integers are positions in this list and not class
 * indices of the project. Hugging Face `datasets` writes them as metadata with the key `huggingface`.
 */
function classNamesByColumn(metadata: FileMetaData, broken: Broken): ReadonlyMap<string, readonly unknown[]> {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value
  let parsed: unknown = null
  try {
    if (text) parsed = JSON.parse(text)
  } catch (cause) {
    throw broken(`metadata “huggingface” with ${invalidJson(cause)}`)
  }
  const info = isObject(parsed) ? parsed.info : null
  const features = isObject(info) && isObject(info.features) ? Object.entries(info.features) : []
  return new Map(
    features.flatMap(([column, feature]) => {
      const one = isObject(feature) && isObject(feature.feature) ? feature.feature : feature
      return isObject(one) && one._type === 'ClassLabel' && Array.isArray(one.names) ? [[column, one.names]] : []
    }),
  )
}

/** Returns the rows' values with paths in place of pictures, and with class names in place of their positions. */
function tableRows(file: string, names: ReadonlyMap<string, readonly unknown[]>) {
  const classAt = (where: string, column: string, classes: readonly unknown[], value: unknown) => {
    if ((value ?? null) === null) return null
    const name = classes[Number(value)]
    if (typeof name === 'string') return name
    const expected = `a number from 0 to ${classes.length - 1}, the positions of the class names in the file`
    throw refuseAt(file, where)(column, expected, shortJson(Number(value)), 'Correct the value, or remove the row.')
  }
  return (object: Record<string, unknown>, where: string): TableRow => ({
    where,
    valueOf(column) {
      const value = object[column]
      const classes = names.get(column)
      if (classes && Array.isArray(value)) return value.map((one) => classAt(where, column, classes, one))
      if (classes) return classAt(where, column, classes, value)
      return isObject(value) && 'path' in value ? value.path : value
    },
  })
}

const largestRowGroup = ({ row_groups }: FileMetaData) =>
  row_groups.reduce((most, { num_rows }) => Math.max(most, Math.min(Number(num_rows), rowsAtOnce)), 1)

async function openParquet(
  file: string,
  buffer: AsyncBuffer | ArrayBuffer,
  broken: Broken,
  options: OpenOptions,
): Promise<OpenedAnswers> {
  const metadata = await parquetMetadataAsync(buffer).catch((cause: unknown) => {
    throw broken(cause)
  })
  const rowCount = Number(metadata.num_rows)
  const columns = valueColumns(metadata)
  const classNames = classNamesByColumn(metadata, broken)
  const rowOf = tableRows(file, classNames)
  // Pictures come with their bytes, in row groups of about a hundred.
  const hasPictures = metadata.schema.some(({ name, num_children }) => columns.includes(name) && num_children)
  const rowsPerPart = hasPictures ? largestRowGroup(metadata) : rowsAtOnce
  const rowsFrom = async (rowStart: number, rowEnd: number): Promise<TableRow[]> => {
    const reading = { file: buffer, metadata, rowStart, rowEnd, compressors: compressorsWithin(maxUnpacked) }
    const objects = await parquetReadObjects(reading).catch((cause: unknown) => {
      throw broken(cause)
    })
    if (objects.length < rowEnd - rowStart)
      throw broken(`only ${rowStart + objects.length} of the ${rowCount} rows that it claims to have`)
    return objects.map((object, k) => rowOf(object, `row ${rowStart + k + 1}`))
  }
  async function* rows() {
    for (let from = 0; from < rowCount; from += rowsPerPart)
      yield* await rowsFrom(from, Math.min(rowCount, from + rowsPerPart))
  }
  if (metadata.schema.some(({ name }) => name === 'label_ids')) return labelRows(file, labelled(rows()))
  const list = [...classNames.keys()].find((name) => !columns.includes(name))
  if (list && !columns.some((name) => partOf(name) === 'label')) return labelRows(file, withNamedLists(rows(), list))
  return openTable({ file, where: 'the schema', columns, rows: rows() }, options)
}
