import { maxClassNoteChars } from '@/lib/domain/texts/document'
import { FormatError } from '@/lib/formats/format-error'

/** A class as a file has it, before it is known how the classes hang together. */
export interface ClassEntry {
  /** As in `line 12` or `element 3`. */
  where: string
  /** The first is the most usual; at least one. */
  names: string[]
  /** The name shown, where the file settles it. */
  displayName: string | null
  index: number | null
  id: string | null
  gloss: string | null
  /** What raters are told about it beside the gloss. */
  note: string | null
  links: string[]
  /** Ids or names of more general classes, the main one first. */
  parents: string[]
  /** File names of pictures that show what the class looks like. */
  examples: string[]
  isLabelable: boolean
}

/** The fields of a class as they come out of a file: texts and lists of texts, blank or absent where there is nothing. */
export interface ClassFields {
  name?: string | undefined
  names: string[]
  aliases: string[]
  display_name?: string | undefined
  index?: string | undefined
  id?: string | undefined
  gloss?: string | undefined
  note?: string | undefined
  links: string[]
  parents: string[]
  examples: string[]
  labelable?: string | undefined
}

const highestIndex = 2 ** 31 - 1
const longestText = 500
const longestGloss = 10_000
const truths: Record<string, boolean> = {
  '': true,
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/** Checks the fields of one class each by itself. FormatError with position, field and value. */
export function classEntry(file: string, where: string, fields: ClassFields): ClassEntry {
  const wrong = (field: string, expected: string, found: string, mend: string) =>
    new FormatError({ file, where: `${where}, field "${field}"`, expected, found, mend })

  const text = (field: string, value: string | undefined, longest = longestText): string | null => {
    const trimmed = value?.trim() ?? ''
    const isBroken =
      field === 'gloss' || field === 'note' ? /[\0\p{Cs}]/u.test(trimmed) : /[\p{Cc}\p{Cs}]/u.test(trimmed)
    if (isBroken)
      throw wrong(field, 'text without control characters', JSON.stringify(trimmed.slice(0, 80)), 'Remove them.')
    if (trimmed.length > longest)
      throw wrong(field, `at most ${longest} characters`, `${trimmed.length}`, 'Shorten the text.')
    return trimmed === '' ? null : trimmed
  }
  const texts = (field: string, values: readonly string[]) =>
    [...new Set(values.map((value) => text(field, value)))].filter((value) => value !== null)
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
    gloss: text('gloss', fields.gloss, longestGloss),
    note: text('note', fields.note, maxClassNoteChars),
    links,
    parents: texts('parents', fields.parents),
    examples: texts('examples', fields.examples),
    isLabelable,
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

function isWebAddress(link: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(link).protocol)
  } catch {
    return false
  }
}
