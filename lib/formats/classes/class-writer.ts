import { Readable } from 'node:stream'
import { csvStream } from '@/lib/formats/csv'
import type { ClassEntry } from './class-file'
import { joinTexts } from './class-text'
import { type Translations, translatedFields } from './translations'

/** A class of a project, written so that `readClassFile` reads the same one. */
export interface WrittenClass extends Omit<ClassEntry, 'where' | 'displayName' | 'parents' | 'isLabelable'> {
  /** The display name. */
  name: string
  /** Indices into the list, the main one first. */
  parents: number[]
}

const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ')

/** How classes are referred to as parents: by id, otherwise by a unique name. */
function references(classes: readonly WrittenClass[]): string[] {
  const ids = new Set(classes.map(({ id }) => id))
  const uses = new Map<string, number>()
  for (const { names } of classes)
    for (const name of new Set(names.map(plain))) uses.set(name, (uses.get(name) ?? 0) + 1)
  return classes.map(
    ({ id, names }) => id ?? names.find((name) => uses.get(plain(name)) === 1 && !ids.has(name)) ?? names[0]!,
  )
}

/** A display name that differs from the first name was derived or given, so it is written. */
const displayName = ({ index, name, names }: WrittenClass) => (index !== null && name !== names[0] ? name : null)

/** Inverse of `jsonTranslations`. */
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

/** Writes classes as a JSON list, one object per line, without empty fields. */
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

/** Inverse of `translationColumns`: the cells of one class in each language. */
const translatedCells = (languages: readonly string[], translations: Translations) =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const { name = null, otherNames = [], gloss = null, note = null } = translations[language] ?? {}
      const cells = { name, aliases: joinTexts(otherNames), gloss, note }
      return translatedFields.map((field) => [`${field}_${language}`, cells[field]] as const)
    }),
  )

/** Writes classes as CSV, with lists separated by bars and four columns per language, empty ones to be filled in. */
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
