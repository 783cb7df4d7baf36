import { stat } from 'node:fs/promises'
import { fileColumn, labelColumn } from '@/lib/formats/predictions/prediction-table'
import { emptyCsv, missingColumn, readCsvRecords } from './csv'
import { fileKind } from './file-kind'
import { FormatError, reasonOf, unreadable } from './format-error'
import { checkLength, isObject, readJsonList } from './json-file'
import { type LabelFolderOptions, readLabelFolder } from './label-folder'
import { type ImageLabel, LabelRegister, type LabelScope } from './label-scope'
import { readTextLines } from './text-lines'

/**
 * Original labels of images, in any of five forms: CSV with `file` (or `image`) and `label` (or `class_index`, or
 * `class_id`); JSON Lines or a JSON list of objects with `file` and `label`; a JSON list of class indices by position, one
 * for every image, null for none; a folder for each class.
 *
 * A label is a class index, id or name. Images that are not named have no label here; each image comes once.
 */
export async function* readLabels(
  path: string,
  scope: LabelScope,
  options: LabelFolderOptions = {},
): AsyncGenerator<ImageLabel, void, undefined> {
  const { isFolder } = await stat(path).then(
    (found) => ({ isFolder: found.isDirectory() }),
    (cause: unknown) => {
      throw unreadable(path, cause)
    },
  )
  if (isFolder) return yield* readLabelFolder(path, scope, options)
  const register = new LabelRegister(path, scope)
  const kind = await fileKind(path)
  if (kind === 'list') yield* fromList(path, scope, register)
  else if (kind === 'lines') yield* fromLines(path, scope, register)
  else yield* fromTable(path, scope, register)
  register.end()
}

async function* fromTable(path: string, scope: LabelScope, register: LabelRegister) {
  let columns: { file: ReturnType<typeof fileColumn>; label: NonNullable<ReturnType<typeof labelColumn>> } | null = null
  for await (const { line, fields } of readCsvRecords(path)) {
    if (!columns) {
      const file = fileColumn(path, fields)
      const label = labelColumn(path, fields, scope.classes)
      if (!label) throw missingColumn(path, fields, 'a column "label"')
      columns = { file, label }
      continue
    }
    const { file, label } = columns
    const names = { file: file.column, label: label.column }
    yield register.enter(`line ${line}`, [fields[file.position]!], label.indexOf(fields[label.position]!), names)
  }
  if (!columns) throw emptyCsv(path, ['file', 'label'])
}

async function* fromLines(path: string, scope: LabelScope, register: LabelRegister) {
  for await (const { line, text } of readTextLines(path)) {
    let entry: unknown
    try {
      entry = JSON.parse(text)
    } catch (cause) {
      throw notAnObject(path, `line ${line}`, reasonOf(cause))
    }
    yield fromObject(path, `line ${line}`, entry, scope, register)
  }
}

async function* fromList(path: string, scope: LabelScope, register: LabelRegister) {
  const list = await readJsonList(path)
  if (list.some(isObject)) {
    for (const [k, entry] of list.entries()) yield fromObject(path, `element ${k}`, entry, scope, register)
    return
  }
  checkLength(list, path, scope.positionOf.size)
  const names = Array.from(scope.positionOf.keys())
  for (const [k, label] of list.entries())
    if (label !== null) yield register.enter(`element ${k}`, [names[k]!], scope.classes.ofValue(label))
}

const notAnObject = (file: string, where: string, found: string) =>
  new FormatError({ file, where, expected: 'an object with "file" and "label"', found, mend: 'Fix the entry.' })

function fromObject(path: string, where: string, entry: unknown, scope: LabelScope, register: LabelRegister) {
  if (!isObject(entry)) throw notAnObject(path, where, JSON.stringify(entry)?.slice(0, 80) ?? 'nothing')
  const field = 'file' in entry ? 'file' : 'image'
  const name = entry[field]
  if (typeof name !== 'string') throw notAnObject(path, where, JSON.stringify(entry).slice(0, 80))
  return register.enter(where, [name], scope.classes.ofValue(entry.label), { file: field, label: 'label' })
}
