import { Readable } from 'node:stream'
import { csvStream } from '@/lib/formats/csv'
import { joinTexts } from './class-text'
import { type Translations, translatedFields } from './translations'

/** A class as a project keeps it, to be written so that `readClassFile` gives the same one. */
export interface WrittenClass {
  /** Null for inner nodes. */
  index: number | null
  id: string | null
  /** The name shown. */
  name: string
  names: string[]
  gloss: string | null
  note: string | null
  links: string[]
  /** Places in the list, the main one first. */
  parents: number[]
  examples: string[]
  translations: Translations
}

const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ')

/** How the classes are called as parents: by id, else by a name that no other has. */
function references(classes: readonly WrittenClass[]): string[] {
  const ids = new Set(classes.map(({ id }) => id))
  const uses = new Map<string, number>()
  for (const { names } of classes)
    for (const name of new Set(names.map(plain))) uses.set(name, (uses.get(name) ?? 0) + 1)
  return classes.map(
    ({ id, names }) => id ?? names.find((name) => uses.get(plain(name)) === 1 && !ids.has(name)) ?? names[0]!,
  )
}

/** A name that differs from the first one was worked out from what tells namesakes apart, or given: it is kept. */
const displayName = ({ index, name, names }: WrittenClass) => (index !== null && name !== names[0] ? name : null)

/** As `jsonTranslations` reads them. */
function jsonOf(translations: Translations) {
  const languages = Object.entries(translations).sort(([one], [other]) => (one < other ? -1 : 1))
  if (languages.length === 0) return undefined
  return Object.fromEntries(
    languages.map(([language, { name, otherNames, gloss, note }]) => [
      language,
      {
        ...{ name, aliases: otherNames.length > 0 ? otherNames : undefined },
        ...{ gloss: gloss ?? undefined, note: note ?? undefined },
      },
    ]),
  )
}

function* jsonPieces(classes: readonly WrittenClass[]): Generator<string> {
  const called = references(classes)
  for (const [k, one] of classes.entries()) {
    const { index, id, names, gloss, note, links, parents, examples, translations } = one
    const unlessEmpty = (texts: string[]) => (texts.length > 0 ? texts : undefined)
    const entry = {
      index: index ?? undefined,
      id: id ?? undefined,
      names,
      display_name: displayName(one) ?? undefined,
      gloss: gloss ?? undefined,
      note: note ?? undefined,
      links: unlessEmpty(links),
      parents: unlessEmpty(parents.map((index) => called[index]!)),
      examples: unlessEmpty(examples),
      labelable: index === null ? false : undefined,
      translations: jsonOf(translations),
    }
    yield `${k === 0 ? '[' : ','}\n${JSON.stringify(entry)}`
  }
  yield classes.length === 0 ? '[]\n' : '\n]\n'
}

/** Classes as a JSON list, an object a line, with what they have and no more. */
export const classesJsonStream = (classes: readonly WrittenClass[]): Readable => Readable.from(jsonPieces(classes))

const columns = [
  'index',
  'id',
  'names',
  'display_name',
  'gloss',
  'note',
  'links',
  'parents',
  'examples',
  'labelable',
] as const

/** The cells of one class in each language, as `translationColumns` reads them. */
const translatedCells = (languages: readonly string[], translations: Translations) =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const { name = null, otherNames = [], gloss = null, note = null } = translations[language] ?? {}
      const cells = { name, aliases: joinTexts(otherNames), gloss, note }
      return translatedFields.map((field) => [`${field}_${language}`, cells[field]] as const)
    }),
  )

/** Classes as CSV, several texts in one cell separated by bars, with four columns for each of the languages, to be filled in where they are empty. */
export function classesCsvStream(classes: readonly WrittenClass[], languages: readonly string[] = []): Readable {
  const called = references(classes)
  return csvStream<string>(
    [...columns, ...languages.flatMap((language) => translatedFields.map((field) => `${field}_${language}`))],
    classes.map((one) => ({
      index: one.index,
      id: one.id,
      names: joinTexts(one.names),
      display_name: displayName(one),
      gloss: one.gloss,
      note: one.note,
      links: joinTexts(one.links),
      parents: joinTexts(one.parents.map((index) => called[index]!)),
      examples: joinTexts(one.examples),
      labelable: String(one.index !== null),
      ...translatedCells(languages, one.translations),
    })),
  )
}
