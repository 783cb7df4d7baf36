import { fileKeys, labelKeys } from '@/lib/domain/data/file-role'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { readCsv } from './csv'
import { fileKind } from './file-kind'
import { type FormatError, refuseAt, shortJson } from './format-error'
import { isObject, readJsonList } from './json-file'
import { parsedLine, readTextLines } from './text-lines'

/** An original label in a manifest: a table cell may be an index, a JSON text never is. */
type ManifestLabel = { cell: string } | { value: string | number }

export interface ManifestImage {
  /** Location, such as `line 3`. */
  where: string
  /** The image's name in the project. */
  fileName: string
  /** Exactly one is set: the path relative to the manifest, or a URL. */
  path: string | null
  address: string | null
  label: ManifestLabel | null
  credit: string | null
  creditUrl: string | null
  license: string | null
}

const placeKeys = ['path', 'url', 'address'] as const
const creditKeys = ['author', 'credit', 'license', 'licence', 'source', 'credit_url'] as const
const columns = [...fileKeys, ...labelKeys, ...placeKeys, ...creditKeys] as const
type Field = (typeof columns)[number]
type Fields = Partial<Record<Field, unknown>>
type Wrong = (field: Field | null, expected: string, found: unknown, fix: string) => FormatError

const maxTextLength = 1_000
/** Returns the first of these fields that is not blank, trimmed unless `isExact`. */
function textOf(
  fields: Fields,
  names: readonly Field[],
  wrong: Wrong,
  isExact = false,
): { name: Field; text: string } | null {
  for (const name of names) {
    const value = fields[name]
    if (value === undefined || value === null || value === '') continue
    if (typeof value !== 'string' || value.length > maxTextLength)
      throw wrong(name, `text of at most ${maxTextLength} characters`, value, 'Correct the field.')
    const text = value.trim()
    if (/\p{Cc}/u.test(text))
      throw wrong(name, 'a single line of text', value, 'Remove line breaks and control characters.')
    if (text !== '') return { name, text: isExact ? value : text }
  }
  return null
}

function labelOf(fields: Fields, isTable: boolean, wrong: Wrong): ManifestLabel | null {
  const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''
  const index = fields.class_index
  const key = labelKeys.find((one) => one !== 'class_index' && isGiven(fields[one])) ?? 'label'
  const label = fields[key]
  if (isGiven(index)) {
    const text = String(index).trim()
    if (isGiven(label)) throw wrong('class_index', 'either a label or an index', index, 'Remove one of the two.')
    if (!/^\d{1,9}$/.test(text)) throw wrong('class_index', 'a class index', index, 'Correct the index.')
    return { value: Number(text) }
  }
  if (!isGiven(label)) return null
  if (typeof label === 'string') return isTable && key !== 'class_id' ? { cell: label } : { value: label }
  if (typeof label === 'number') return { value: label }
  throw wrong(key, 'the index, id or name of a class', label, 'Correct the label or remove the field.')
}

function nameFromAddress(address: string): string {
  if (!URL.canParse(address)) return ''
  const last = new URL(address).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

function locationOf(fields: Fields, wrong: Wrong): Pick<ManifestImage, 'fileName' | 'path' | 'address'> {
  // Spaces around a name belong to it, as in our own exports and in other tables.
  const named = textOf(fields, fileKeys, wrong, true)
  const path = textOf(fields, ['path'], wrong, true)
  const url = textOf(fields, ['url', 'address'], wrong)
  if (path && url) throw wrong(url.name, 'either a path or a URL', url.text, 'Remove one of the two.')
  const naming = named ?? path ?? url
  if (!naming)
    throw wrong('file', 'a path relative to the manifest, or a URL in "url"', fields.file, 'Add one of the two fields.')
  const fileName = naming === url ? nameFromAddress(url.text) : naming.text
  refusePath(naming.name, fileName, wrong)
  if (path) refusePath('path', path.text, wrong)
  return { fileName, path: url ? null : (path?.text ?? fileName), address: url?.text ?? null }
}

function refusePath(field: Field, path: string, wrong: Wrong) {
  const problem = uploadPathProblem(path)
  if (problem)
    throw wrong(field, 'a relative path inside the folder', path, `It ${problem}. Correct it or add the field "file".`)
}

function imageOf(fields: Fields, where: string, isTable: boolean, wrong: Wrong): ManifestImage {
  const location = locationOf(fields, wrong)
  const source = textOf(fields, ['source', 'credit_url'], wrong)
  if (source && !/^https?:\/\/[^\s]+$/i.test(source.text))
    throw wrong(source.name, 'a URL that starts with http:// or https://', source.text, 'Correct it or remove it.')
  return {
    where,
    ...location,
    label: labelOf(fields, isTable, wrong),
    credit: textOf(fields, ['author', 'credit'], wrong)?.text ?? null,
    creditUrl: source?.text ?? null,
    license: textOf(fields, ['license', 'licence'], wrong)?.text ?? null,
  }
}

async function* entriesOf(path: string): AsyncGenerator<{ where: string; value: unknown; isTable: boolean }> {
  const kind = await fileKind(path)
  if (kind === 'list') {
    for (const [k, value] of (await readJsonList(path)).entries())
      yield { where: `element ${k}`, value, isTable: false }
  } else if (kind === 'lines') {
    for await (const { line, text } of readTextLines(path)) {
      yield { where: `line ${line}`, value: parsedLine(path, line, text), isTable: false }
    }
  } else {
    for await (const { line, values } of readCsv(path, [], columns))
      yield { where: `line ${line}`, value: values, isTable: true }
  }
}

/**
 * Reads the images of a manifest one at a time: CSV with a header, JSON Lines, or a JSON list.
 *
 * Fields, all but the first two optional: `file` (or another of `fileKeys`), the image's unique name and, without
 * `path`, its location; `url` (or `address`) for one to be fetched; `label` (or another of `labelKeys`), the original
 * label; `author` (or `credit`), `license`, and `source` (or `credit_url`), the page it comes from. Others are ignored.
 */
export async function* readImageManifest(path: string): AsyncGenerator<ManifestImage, void, undefined> {
  const places = new Map<string, string>()
  for await (const { where, value, isTable } of entriesOf(path)) {
    const refuse = refuseAt(path, where)
    const wrong: Wrong = (field, expected, found, fix) => refuse(field, expected, shortJson(found, 120), fix)
    if (!isObject(value)) throw wrong(null, 'an object with "file" or "url"', value, 'Fix the entry.')
    const image = imageOf(value, where, isTable, wrong)
    const before = places.get(image.fileName)
    if (before !== undefined)
      throw wrong('file', 'every image once', `“${image.fileName}”, as in ${before}`, 'Remove one of them.')
    places.set(image.fileName, where)
    yield image
  }
}
