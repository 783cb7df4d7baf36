import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { FormatError, reasonOf } from '@/lib/formats/format-error'
import { openTable, type TableRow } from './answer-rows'
import type { OpenedAnswers, OpenOptions } from './file-answer'
import { type LabelRow, labelRows } from './list-answers'

async function* labelled(rows: AsyncIterable<TableRow>): AsyncGenerator<LabelRow, void, undefined> {
  for await (const { where, valueOf: valueIn } of rows) {
    const [ids, names] = [valueIn('label_ids'), valueIn('label_names')]
    const labels = Array.isArray(ids) ? ids.map((id, k) => id ?? (Array.isArray(names) ? names[k] : null)) : ids
    yield { where, image: valueIn('image'), isUnrated: valueIn('rated') === false, labels }
  }
}

/** Rows held in memory at once. */
const rowsAtOnce = 65_536

/** A Parquet file with one answer a row, such as our own votes.parquet, or our own labels.parquet with an image a row. */
export async function openParquetAnswers(file: string, options: OpenOptions): Promise<OpenedAnswers> {
  const broken = (cause: unknown) =>
    new FormatError({
      ...{ file, where: 'the file', expected: 'a Parquet file', found: reasonOf(cause) },
      mend: 'Check that the file is complete.',
    })
  const buffer = await asyncBufferFromFile(file).catch((cause: unknown) => {
    throw broken(cause)
  })
  const metadata = await parquetMetadataAsync(buffer).catch((cause: unknown) => {
    throw broken(cause)
  })
  const rowCount = Number(metadata.num_rows)
  // The first element of the schema is the root; columns with children are lists, which no answer is.
  const columns = metadata.schema.slice(1).flatMap((element) => (element.num_children ? [] : [element.name]))
  const rowsFrom = async (rowStart: number, rowEnd: number): Promise<TableRow[]> => {
    const objects = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd }).catch((cause: unknown) => {
      throw broken(cause)
    })
    return objects.map((object, k) => ({ where: `row ${rowStart + k + 1}`, valueOf: (column) => object[column] }))
  }
  async function* rows() {
    for (let from = 0; from < rowCount; from += rowsAtOnce)
      yield* await rowsFrom(from, Math.min(rowCount, from + rowsAtOnce))
  }
  if (metadata.schema.some(({ name }) => name === 'label_ids')) return labelRows(file, labelled(rows()))
  return openTable({ file, where: 'the schema', columns, rows: rows() }, options)
}
