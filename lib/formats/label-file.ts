import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { chosenLabelKeys, fileKeys, fileTraits, isSystemFile } from '@/lib/domain/data/file-role'
import { columnPosition, emptyCsv, missingColumn, readCsvRecords } from './csv'
import { fileKind } from './file-kind'
import { FormatError, type FormatProblem, NameProblems, orUnreadable, refuseAt, shortJson } from './format-error'
import { ImageNames } from './image-names'
import { checkLength, isObject, readJsonList } from './json-file'
import { type ClassLookup, fileColumn, labelColumn } from './name-lookup'
import { parsedLine, readTextLines } from './text-lines'

export interface LabelScope {
  /** Position by file name. */
  positionOf: ReadonlyMap<string, number>
  classes: ClassLookup
}

export interface ImageLabel {
  /** Position of the image. */
  image: number
  /** Class index. */
  label: number
}

class LabelRegister {
  private readonly placeOf = new Map<number, string>()
  private readonly images: ImageNames
  readonly problems: NameProblems

  constructor(
    private readonly file: string,
    scope: LabelScope,
  ) {
    this.problems = new NameProblems(file)
    this.images = new ImageNames(scope.positionOf)
  }

  get count() {
    return this.placeOf.size
  }

  /**
   * Returns null for a name that is unknown, which `end` reports. `names` are possible names of the image, the most exact
   * first; `fields` the names of both values in the file, null for files of a folder.
   */
  enter(
    where: string,
    names: readonly string[],
    found: number | FormatProblem,
    fields: { file: string; label: string } | null = { file: 'file', label: 'label' },
  ): ImageLabel | null {
    const image = names.map((one) => this.images.find(one)).find((position) => position !== undefined)
    if (image === undefined)
      this.problems.add(fields ? where : 'the files', fields?.file ?? null, this.images.problemOf(names[0]!))
    if (typeof found !== 'number') this.problems.add(where, fields?.label ?? null, found)
    if (image === undefined) return null
    const before = this.placeOf.get(image)
    if (before !== undefined)
      throw refuseAt(this.file, where)(
        fields?.file ?? null,
        'every image once',
        `the same image as in ${before}`,
        'Remove one of them.',
      )
    this.placeOf.set(image, where)
    return typeof found === 'number' ? { image, label: found } : null
  }

  end() {
    this.problems.end()
    if (this.count > 0) return
    throw new FormatError(this.file, 'the file', {
      expected: 'at least one label',
      found: 'none',
      fix: 'Add a line for each image that has a label.',
    })
  }
}

/**
 * Reads original labels in any of five forms: CSV with `file` and `label` (or another of `fileKeys` and `labelKeys`, or
 * `class`); JSON Lines or a JSON list of objects with `file` and `label`; a JSON list of class indices by position, one
 * for every image, null for none; one folder per class.
 *
 * A label is a class index, id or name. Images that are not named have no label; each image may occur once.
 */
export async function* readLabels(
  path: string,
  scope: LabelScope,
  options: LabelFolderOptions = {},
): AsyncGenerator<ImageLabel, void, undefined> {
  const found = await orUnreadable(path, stat(path))
  if (found.isDirectory()) return yield* readLabelFolder(path, scope, options)
  const register = new LabelRegister(path, scope)
  const kind = await fileKind(path)
  if (kind === 'list') yield* fromList(path, scope, register)
  else if (kind === 'lines') yield* fromLines(path, scope, register)
  else yield* fromTable(path, scope, register)
  register.end()
}

/** Finds the column of labels, or else "class", which means what to ask about in files not declared as labels. */
function classColumn(path: string, header: readonly string[], { classes }: LabelScope) {
  const label = labelColumn(path, header, classes)
  if (label) return label
  const position = columnPosition(path, header, 'class')
  if (position === null) throw missingColumn(path, header, 'a column "label"')
  return { column: 'class', position, indexOf: (text: string) => classes.ofText(text) }
}

async function* fromTable(path: string, scope: LabelScope, register: LabelRegister) {
  let columns: { file: ReturnType<typeof fileColumn>; label: ReturnType<typeof classColumn> } | null = null
  for await (const { line, fields } of readCsvRecords(path)) {
    if (!columns) {
      const file = fileColumn(path, fields)
      columns = { file, label: classColumn(path, fields, scope) }
      continue
    }
    const { file, label } = columns
    const names = { file: file.column, label: label.column }
    const read = register.enter(`line ${line}`, [fields[file.position]!], label.indexOf(fields[label.position]!), names)
    if (read) yield read
  }
  if (!columns) throw emptyCsv(path, ['file', 'label'])
}

async function* fromLines(path: string, scope: LabelScope, register: LabelRegister) {
  for await (const { line, text } of readTextLines(path)) {
    const read = fromObject(path, `line ${line}`, parsedLine(path, line, text), scope, register)
    if (read) yield read
  }
}

async function* fromList(path: string, scope: LabelScope, register: LabelRegister) {
  const list = await readJsonList(path)
  if (list.some(isObject)) {
    for (const [k, entry] of list.entries()) {
      const read = fromObject(path, `element ${k}`, entry, scope, register)
      if (read) yield read
    }
    return
  }
  checkLength(list, path, scope.positionOf.size)
  const names = Array.from(scope.positionOf.keys())
  for (const [k, label] of list.entries()) {
    const read = label === null ? null : register.enter(`element ${k}`, [names[k]!], scope.classes.ofValue(label))
    if (read) yield read
  }
}

const notAnObject = (file: string, where: string, found: string) =>
  new FormatError(file, where, { expected: 'an object with "file" and "label"', found, fix: 'Fix the entry.' })

function fromObject(path: string, where: string, entry: unknown, scope: LabelScope, register: LabelRegister) {
  if (!isObject(entry)) throw notAnObject(path, where, shortJson(entry))
  const field = fileKeys.find((key) => key in entry) ?? 'file'
  const label = chosenLabelKeys.find((key) => key in entry) ?? 'label'
  const name = entry[field]
  if (typeof name !== 'string') throw notAnObject(path, where, shortJson(entry))
  return register.enter(where, [name], scope.classes.ofValue(entry[label]), { file: field, label })
}

/** Lists what a folder contains, in a fixed order. */
async function listed(folder: string) {
  const entries = await orUnreadable(folder, readdir(folder, { withFileTypes: true }))
  return entries.filter(({ name }) => !isSystemFile(name)).sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Lists the files below a folder, with paths separated by slashes. */
async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const files: string[] = []
  for (const entry of await listed(path.join(folder, prefix))) {
    const name = `${prefix}${entry.name}`
    if (!entry.isDirectory()) files.push(name)
    else for (const below of await filesBelow(folder, `${name}/`)) files.push(below)
  }
  return files
}

export interface LabelFolderOptions {
  onlyPictures?: boolean
}

/**
 * Reads labels from one folder per class, named by the class's id, name or index. Files at any depth are images of the
 * project by file name, with or without the folders above; they are not opened. `onlyPictures` skips other file types,
 * which are otherwise refused.
 */
async function* readLabelFolder(
  folder: string,
  scope: LabelScope,
  { onlyPictures = false }: LabelFolderOptions = {},
): AsyncGenerator<ImageLabel, void, undefined> {
  const isPassedOver = (name: string) => onlyPictures && fileTraits(name, null).role !== 'picture'
  const register = new LabelRegister(folder, scope)
  for (const entry of await listed(folder)) {
    if (!entry.isDirectory()) {
      if (isPassedOver(entry.name)) continue
      throw new FormatError(folder, `"${entry.name}"`, {
        expected: 'only folders, one for each class',
        found: 'a file',
        fix: 'Move it into the folder of its class; if it is a file of labels, import that file instead of the folder.',
      })
    }
    const ofClass = path.join(folder, entry.name)
    const files = (await filesBelow(ofClass)).filter((name) => !isPassedOver(name))
    if (files.length === 0 && onlyPictures) continue
    const found = scope.classes.ofText(entry.name)
    const enter = (name: string) => {
      const names = [`${entry.name}/${name}`, name, path.posix.basename(name)]
      return register.enter(`"${entry.name}/${name}"`, names, found, null) ?? []
    }
    if (typeof found === 'number') yield* files.flatMap(enter)
    else register.problems.add('the folders', null, found)
  }
  register.end()
}
