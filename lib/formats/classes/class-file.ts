import { missingColumn, readCsv } from '@/lib/formats/csv'
import { fileKind } from '@/lib/formats/file-kind'
import { FormatError } from '@/lib/formats/format-error'
import { readJsonList } from '@/lib/formats/json-file'
import { splitTexts } from '@/lib/formats/text-list'
import { type ClassEntry, classEntry } from './class-entry'

const columns = [
  'name',
  'names',
  'aliases',
  'display_name',
  'index',
  'id',
  'gloss',
  'note',
  'links',
  'parents',
  'examples',
  'labelable',
] as const

/**
 * Classes as CSV with a header, or as a JSON list of objects, with the same fields; others are ignored.
 *
 * `names` (the first is the most usual) or `name`; everything else may be left out: `aliases` (further names), `index` (its
 * number in label files; given for all labelable classes or for none, then the order of the file counts), `id` (such as a
 * WordNet id), `gloss`, `note` (what raters are told about it beside the gloss), `links`, `parents` (ids or names of more general classes of the file, the main one first),
 * `examples` (file names of pictures), `labelable` (false for inner nodes of the hierarchy: classes that are only there to
 * be parents, and have no index), `display_name` (the name shown, worked out from names and gloss otherwise). A cell of
 * CSV holds several texts separated by bars; a bar of a text's own has a backslash before it.
 */
export async function readClassFile(path: string): Promise<ClassEntry[]> {
  const kind = await fileKind(path)
  const entries = kind === 'list' ? await readJsonClasses(path) : await readCsvClasses(path)
  if (entries.length > 0) return entries
  throw new FormatError({
    file: path,
    where: 'the file',
    expected: 'at least one class',
    found: 'none',
    mend: 'Add a line or an object for each class.',
  })
}

async function readCsvClasses(path: string): Promise<ClassEntry[]> {
  const entries: ClassEntry[] = []
  const list = (cell?: string) => splitTexts(cell ?? '')
  for await (const { line, values } of readCsv(path, [], columns)) {
    const { names, aliases, links, parents, examples, ...texts } = values
    if (texts.name === undefined && names === undefined)
      throw missingColumn(path, Object.keys(values), 'a column "names" or "name"')
    const lists = {
      names: list(names),
      aliases: list(aliases),
      links: list(links),
      parents: list(parents),
      examples: list(examples),
    }
    entries.push(classEntry(path, `line ${line}`, { ...texts, ...lists }))
  }
  return entries
}

async function readJsonClasses(path: string): Promise<ClassEntry[]> {
  const list = await readJsonList(path)
  return list.map((value, k) => {
    const where = `element ${k}`
    const wrong = (field: string | null, expected: string, found: unknown) =>
      new FormatError({
        file: path,
        where: field === null ? where : `${where}, field "${field}"`,
        expected,
        found: JSON.stringify(found)?.slice(0, 80) ?? 'nothing',
        mend: 'Correct the element.',
      })
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(null, 'an object', value)
    const given = value as Record<string, unknown>
    const asText = (field: string, one: unknown): string => {
      if (typeof one === 'string') return one
      if (typeof one === 'number' && Number.isSafeInteger(one)) return String(one)
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
    const { labelable } = given
    return classEntry(path, where, {
      name: text('name'),
      names: list('names'),
      aliases: list('aliases'),
      display_name: text('display_name'),
      index: text('index'),
      id: text('id'),
      gloss: text('gloss'),
      note: text('note'),
      links: list('links'),
      parents: list('parents'),
      examples: list('examples'),
      labelable: typeof labelable === 'boolean' ? String(labelable) : text('labelable'),
    })
  })
}
