import { chosenLabelKeys } from '@/lib/domain/data/file-role'
import { columnPosition, missingColumn, readCsvRecords } from './csv'
import { fileKind } from './file-kind'
import { isObject, readJsonList } from './json-file'
import { plainClassName } from './name-lookup'
import { readTextLines } from './text-lines'

/** Invalid JSON has no label here; the label reader reports its line. */
function labelOfLine(text: string): unknown {
  try {
    return labelOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

const labelOf = (entry: unknown) =>
  isObject(entry) ? chosenLabelKeys.map((column) => entry[column]).find((label) => label !== undefined) : entry

async function* tableCells(path: string) {
  let position: number | null = null
  for await (const { fields } of readCsvRecords(path)) {
    if (position !== null) yield fields[position]
    else
      position = chosenLabelKeys.map((column) => columnPosition(path, fields, column)).find((at) => at !== null) ?? null
    if (position === null) throw missingColumn(path, fields, 'a column "label"')
  }
}

/** Yields the class of each entry of a label file; undefined if it has none. */
async function* labelCells(path: string): AsyncGenerator<unknown, void, undefined> {
  const kind = await fileKind(path)
  if (kind === 'list') yield* (await readJsonList(path)).map(labelOf)
  else if (kind !== 'lines') yield* tableCells(path)
  else for await (const { text } of readTextLines(path)) yield labelOfLine(text)
}

/** Returns the classes in a file of original labels, as first written. Case, blanks and underscores do not count. */
export async function readLabelNames(path: string): Promise<string[]> {
  const names = new Map<string, string>()
  for await (const cell of labelCells(path)) {
    if (typeof cell !== 'string' && typeof cell !== 'number') continue
    const name = String(cell).trim()
    const key = plainClassName(name)
    if (name !== '' && !names.has(key)) names.set(key, name)
  }
  return [...names.values()]
}
