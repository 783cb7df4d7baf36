import { columnPosition, readCsvRecords } from '@/lib/formats/csv'
import { fileKind } from '@/lib/formats/file-kind'
import { FormatError } from '@/lib/formats/format-error'

export interface ListedModel {
  line: number
  name: string
  file: string
}

const nameColumns = ['name', 'model']
const fileColumns = ['file', 'predictions', 'top1', 'path']

/**
 * Reads a table of models as CSV: `name` (or `model`) and `file` (or `predictions`, `top1`), the model's predictions
 * file. Null if the file is something else, such as predictions.
 *
 * Throws FormatError for an empty cell and a repeated name.
 */
export async function readModelTable(path: string): Promise<ListedModel[] | null> {
  if ((await fileKind(path)) !== 'table') return null
  const records = readCsvRecords(path)
  try {
    const first = await records.next()
    if (first.done) return null
    const header = first.value.fields
    const position = (names: string[]) =>
      names.map((name) => columnPosition(path, header, name)).find((found) => found !== null) ?? null
    const namePosition = position(nameColumns)
    const filePosition = position(fileColumns)
    if (namePosition === null || filePosition === null) return null
    const models: ListedModel[] = []
    for await (const { line, fields } of records) {
      const wrong = (column: number, expected: string, found: string, fix: string) =>
        new FormatError(path, `line ${line}, field "${header[column]!.trim()}"`, { expected, found, fix })
      const [name, file] = [fields[namePosition]!.trim(), fields[filePosition]!.trim()]
      if (name === '') throw wrong(namePosition, 'the name of a model', 'an empty cell', 'Enter the model’s name.')
      if (file === '')
        throw wrong(filePosition, 'the name of its predictions file', 'an empty cell', 'Enter the name of the file.')
      const same = models.find((model) => model.name === name)
      if (same)
        throw wrong(
          namePosition,
          'every model once',
          `"${name}", which is also in line ${same.line}`,
          'Remove one of them.',
        )
      models.push({ line, name, file })
    }
    return models
  } finally {
    await records.return()
  }
}
