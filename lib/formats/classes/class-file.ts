import { csvHeader, missingColumn, readCsv } from '@/lib/formats/csv'
import { type FileKind, fileKind } from '@/lib/formats/file-kind'
import { FormatError, refuseAt, shortJson } from '@/lib/formats/format-error'
import { nothingAfterEnd } from '@/lib/formats/json-elements'
import { isObject, readJsonList } from '@/lib/formats/json-file'
import { classText, splitTexts } from './class-text'
import { cocoClasses, cvatClasses, type ToolClass } from './tool-classes'
import { columnTranslations, jsonTranslations, type Translations, translationColumns } from './translations'

/** A class as in a file, before the hierarchy is resolved. */
export interface ClassEntry {
  /** Such as `line 12` or `element 3`. */
  where: string
  /** The first is the most common; at least one. */
  names: string[]
  displayName: string | null
  /** Null for inner nodes, and where the file has none. */
  index: number | null
  id: string | null
  gloss: string | null
  /** Instructions for raters, in addition to the gloss. */
  note: string | null
  links: string[]
  /** Ids or names of more general classes, the main one first. */
  parents: string[]
  /** File names of example pictures. */
  examples: string[]
  isLabelable: boolean
  /** By language tag. */
  translations: Translations
}

const textFields = ['name', 'display_name', 'index', 'id', 'gloss', 'description', 'note', 'labelable'] as const
const listFields = ['names', 'aliases', 'links', 'parents', 'examples'] as const
type Texts = Partial<Record<(typeof textFields)[number], string | undefined>>
type Lists = Record<(typeof listFields)[number], string[]>
type ClassFields = Texts & Lists & { translations?: Translations }

const highestIndex = 2 ** 31 - 1
const truths: Record<string, boolean> = {
  '': true,
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/** Checks the fields of one class. Throws FormatError with position, field and value. */
function classEntry(file: string, where: string, fields: ClassFields): ClassEntry {
  const { wrong, text, texts } = classText(file, where)
  const index = (value: string | null): number | null => {
    if (value === null) return null
    if (/^\d{1,10}$/.test(value) && Number(value) <= highestIndex) return Number(value)
    throw wrong(
      'index',
      'a whole number of at least 0',
      value.slice(0, 80),
      'Correct the index, or leave out all indices.',
    )
  }
  const links = texts('links', fields.links)
  const badLink = links.find((link) => !isWebAddress(link))
  if (badLink !== undefined)
    throw wrong('links', 'URLs that start with http:// or https://', badLink, 'Correct the URL.')

  const names = texts('names', [fields.name ?? '', ...fields.names, ...fields.aliases])
  if (names.length === 0) throw wrong('names', 'at least one name', 'none', 'Enter the class’s name.')
  const isLabelable = truths[(fields.labelable ?? '').trim().toLowerCase()]
  if (isLabelable === undefined)
    throw wrong('labelable', 'true or false', (fields.labelable ?? '').slice(0, 80), 'Enter true or false.')
  const entry: ClassEntry = {
    where,
    names,
    displayName: text('display_name', fields.display_name),
    index: index(text('index', fields.index)),
    id: text('id', fields.id),
    gloss: text('gloss', fields.gloss) ?? text('description', fields.description),
    note: text('note', fields.note),
    links,
    parents: texts('parents', fields.parents),
    examples: texts('examples', fields.examples),
    isLabelable,
    translations: fields.translations ?? {},
  }
  if (!isLabelable && entry.index !== null)
    throw wrong(
      'index',
      'no index, because labelable is false',
      `${entry.index}`,
      'Remove the index or set labelable to true.',
    )
  return entry
}

const isWebAddress = (link: string) => URL.canParse(link) && ['http:', 'https:'].includes(new URL(link).protocol)

/** Names of the index, the id and the other names (a JSON list) in the classes.csv of a release. */
const releaseColumns = ['class_index', 'class_id', 'other_names'] as const

/**
 * Reads classes from CSV with a header or a JSON list of objects, with the same fields; others are ignored.
 *
 * `names` (the first is the most common) or `name` is required. Optional: `aliases` (further names), `index` (its
 * number in label files; given for all labelable classes or for none, otherwise the order of the file counts), `id`
 * (such as a WordNet id), `gloss` (or `description`, as screens call it), `note` (instructions for raters), `links`,
 * `parents` (ids or names of more general classes in the file, the main one first), `examples` (file names of
 * pictures), `labelable` (false for inner nodes of the hierarchy, which have no index), `display_name` (by default
 * derived from names and gloss), and translations: columns such as `name_de`, `aliases_de`, `gloss_de`, `note_de`, or
 * `translations` in JSON. A CSV cell separates texts by bars; a backslash escapes a bar. Also reads the classes.csv of
 * a release, which has no parents, the categories of a COCO file, under their supercategories, and the labels of a CVAT
 * file.
 */
export async function readClassFile(path: string): Promise<ClassEntry[]> {
  const kind = await fileKind(path)
  const readers: Partial<Record<FileKind, (path: string) => Promise<ClassEntry[]>>> = {
    list: readJsonClasses,
    lines: readCocoClasses,
    xml: ofTool(cvatClasses),
  }
  const entries = await (readers[kind] ?? readCsvClasses)(path)
  if (entries.length > 0) return entries
  throw new FormatError(path, 'the file', {
    expected: 'at least one class',
    found: 'none',
    fix: 'Add a line or an object for each class.',
  })
}

const ofTool = (read: (path: string) => Promise<ToolClass[]>) => async (path: string) =>
  (await read(path)).map(({ where, value }) => jsonEntry(path, where, value))

/** JSON that is no list: a COCO file. Anything else, such as JSON Lines, has no list of categories. */
async function readCocoClasses(path: string): Promise<ClassEntry[]> {
  const wrong = new FormatError(path, 'the file', {
    expected: 'classes: a JSON list of objects, or the categories of a COCO file',
    found: 'none',
    fix: 'Write the objects as one list: […, …].',
  })
  const entries = await ofTool(cocoClasses)(path).catch((cause: unknown) => {
    const isAfterObject = cause instanceof FormatError && cause.problem.expected === nothingAfterEnd
    throw isAfterObject ? wrong : cause
  })
  if (entries.length === 0) throw wrong
  return entries
}

async function readCsvClasses(path: string): Promise<ClassEntry[]> {
  const entries: ClassEntry[] = []
  const columns = [...textFields, ...listFields, ...releaseColumns]
  const list = (cell?: string) => splitTexts(cell ?? '')
  const header = await csvHeader(path)
  const translated = translationColumns(path, header)
  const wanted = [...columns, ...translated.map(({ column }) => column)]
  for await (const { line, values } of readCsv(path, [], wanted as typeof columns)) {
    const { names, aliases, links, parents, examples, class_index, class_id, other_names, ...texts } = values
    if (texts.name === undefined && names === undefined) throw missingColumn(path, header, 'a column "names" or "name"')
    const lists = {
      names: list(names),
      aliases: [...list(aliases), ...otherNames(path, line, other_names)],
      links: list(links),
      parents: list(parents),
      examples: list(examples),
    }
    const keys = { index: texts.index ?? class_index, id: texts.id ?? class_id }
    const translations = columnTranslations(path, `line ${line}`, translated, values)
    entries.push(classEntry(path, `line ${line}`, { ...texts, ...keys, ...lists, translations }))
  }
  return entries
}

function otherNames(path: string, line: number, cell: string | undefined): string[] {
  if (cell === undefined || cell === '') return []
  try {
    const value: unknown = JSON.parse(cell)
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  } catch {
    // Refused below, with the text itself.
  }
  throw new FormatError(path, `line ${line}, field "other_names"`, {
    expected: 'a JSON list of names',
    found: cell.slice(0, 80),
    fix: 'Correct the list, or name the column aliases and separate names by bars.',
  })
}

const readJsonClasses = async (path: string): Promise<ClassEntry[]> =>
  (await readJsonList(path)).map((value, k) => jsonEntry(path, `element ${k}`, value))

function jsonEntry(path: string, where: string, given: unknown): ClassEntry {
  const refuse = refuseAt(path, where)
  const wrong = (field: string | null, expected: string, found: unknown) =>
    refuse(field, expected, shortJson(found), 'Correct the element.')
  if (!isObject(given)) throw wrong(null, 'an object', given)
  const asText = (field: string, one: unknown): string => {
    if (typeof one === 'string') return one
    if (typeof one === 'number' && Number.isSafeInteger(one)) return String(one)
    if (typeof one === 'boolean' && field === 'labelable') return String(one)
    throw wrong(field, 'text', one)
  }
  const text = (field: string) => {
    const one = given[field]
    return one === undefined || one === null ? undefined : asText(field, one)
  }
  const list = (field: string) => {
    const many = given[field] ?? []
    if (typeof many === 'string') return [many]
    if (!Array.isArray(many)) throw wrong(field, 'a list of strings', many)
    return many.map((one) => asText(field, one))
  }
  const texts = Object.fromEntries(textFields.map((field) => [field, text(field)])) as Texts
  const lists = Object.fromEntries(listFields.map((field) => [field, list(field)])) as Lists
  return classEntry(path, where, {
    ...texts,
    ...lists,
    translations: jsonTranslations(path, where, given.translations),
  })
}

/**
 * Makes one class per folder, ordered by name, reading underscores as spaces. A folder named by a number is the class
 * with that index, so that the number means the same in label files; others take the lowest free indices.
 *
 * Throws FormatError for folders that differ only by case, accent encoding or underscores.
 */
export function folderClassEntries(folder: string, names: readonly string[]): ClassEntry[] {
  const ordered = names.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  const isNumber = (name: string) => /^(0|[1-9]\d{0,8})$/.test(name)
  const taken = new Set(ordered.filter(isNumber).map(Number))
  let next = 0
  const lowestFree = () => {
    while (taken.has(next)) next++
    return next++
  }
  const first = new Map<string, string>()
  return ordered.map((name) => {
    const shown = name.normalize('NFC').replaceAll('_', ' ')
    const before = first.get(shown.toLowerCase())
    if (before !== undefined)
      throw new FormatError(folder, `the folder “${name}”`, {
        expected: 'a name of its own for each folder',
        found: `a name that reads the same as “${before}”`,
        fix: 'Merge the two folders or rename one of them.',
      })
    first.set(shown.toLowerCase(), name)
    return classEntry(folder, `the folder “${name}”`, {
      ...{ names: [shown], aliases: [], links: [], parents: [], examples: [] },
      index: String(isNumber(name) ? Number(name) : lowestFree()),
    })
  })
}
