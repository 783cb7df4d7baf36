import { chosenLabelKeys } from '@/lib/domain/data/file-role'
import { plainClassName } from './classes/class-lookup'
import { columnPosition, missingColumn, readCsvRecords } from './csv'
import { fileKind } from './file-kind'
import { isObject, readJsonList } from './json-file'
import { readTextLines } from './text-lines'

/** What is no JSON has no label here; the reader of the labels says in which line. */
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

/** What each entry of a file of labels calls its class; undefined where it says nothing. */
async function* labelCells(path: string): AsyncGenerator<unknown, void, undefined> {
  const kind = await fileKind(path)
  if (kind === 'list') yield* (await readJsonList(path)).map(labelOf)
  else if (kind !== 'lines') yield* tableCells(path)
  else for await (const { text } of readTextLines(path)) yield labelOfLine(text)
}

/**
 * The classes that a file of original labels names, each once as it is first written: capitals, blanks around it and
 * underscores make no other class, as when labels are looked up.
 */
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
