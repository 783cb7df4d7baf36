import { languageTag } from '@/lib/domain/accounts/project-language'
import { FormatError, refuseAt, shortJson } from '@/lib/formats/format-error'
import { isObject } from '@/lib/formats/json-file'
import { classText, splitTexts } from './class-text'

export interface Translation {
  name: string
  otherNames: string[]
  gloss: string | null
  note: string | null
}
/** By language tag. */
export type Translations = Record<string, Translation>

export const translatedFields = ['name', 'aliases', 'gloss', 'note'] as const
type Field = (typeof translatedFields)[number]

/** A column of one language, such as `gloss_de` or `name_pt-BR`. */
export interface TranslationColumn {
  column: string
  field: Field
  language: string
}

/** Finds the columns of one language each. Throws FormatError if two mean the same. */
export function translationColumns(file: string, header: readonly string[]): TranslationColumn[] {
  const found: TranslationColumn[] = []
  for (const column of header) {
    const [, field, tag] = /^(name|aliases|gloss|note)[_-](.+)$/.exec(column.toLowerCase()) ?? []
    const language = tag === undefined ? null : languageTag(tag)
    if (language === null) continue
    const before = found.find((one) => one.field === field && one.language === language)
    if (before)
      throw new FormatError(file, 'line 1', {
        expected: `one column "${field}_${language}"`,
        found: `${before.column} and ${column}`,
        fix: 'Rename or remove one of them.',
      })
    found.push({ column, field: field as Field, language })
  }
  return found
}

type Texts = Partial<Record<Exclude<Field, 'aliases'>, string | undefined>> & { aliases?: readonly string[] }

/** Makes a translation from its texts; null if all are blank. Throws FormatError if, say, a gloss has no name. */
export function translationOf(file: string, where: string, language: string, fields: Texts): Translation | null {
  const { wrong, text, texts } = classText(file, where, language)
  const [name, gloss, note] = [text('name', fields.name), text('gloss', fields.gloss), text('note', fields.note)]
  const otherNames = texts('aliases', fields.aliases ?? []).filter((other) => other !== name)
  if (name !== null) return { name, otherNames, gloss, note }
  const [only] = [gloss && 'gloss', note && 'note', otherNames[0] && 'aliases'].filter(Boolean)
  if (!only) return null
  const fix = 'Enter the name in this language (it may equal the project’s own name), or clear the other fields.'
  throw wrong('name', `a name, because there is a ${only}_${language}`, 'nothing', fix)
}

export function columnTranslations(
  file: string,
  where: string,
  columns: readonly TranslationColumn[],
  values: Readonly<Record<string, string | undefined>>,
): Translations {
  const fields = new Map<string, Record<string, string | readonly string[] | undefined>>()
  for (const { column, field, language } of columns) {
    const cell = values[column]
    const value = field === 'aliases' ? splitTexts(cell ?? '') : cell
    fields.set(language, { ...fields.get(language), [field]: value })
  }
  const found: Translations = {}
  for (const [language, of] of fields) {
    const translation = translationOf(file, where, language, of as Texts)
    if (translation) found[language] = translation
  }
  return found
}

const jsonError = (file: string, where: string, field: string, expected: string, value: unknown) =>
  refuseAt(file, where)(field, expected, shortJson(value), 'Correct the element.')

function jsonTexts(file: string, where: string, at: string, fields: unknown): Texts {
  if (!isObject(fields)) throw jsonError(file, where, at, 'an object with name, aliases, gloss and note', fields)
  const one = (field: Field) => {
    const value = fields[field] ?? undefined
    if (value !== undefined && typeof value !== 'string') throw jsonError(file, where, `${at}.${field}`, 'text', value)
    return value
  }
  const aliases = fields.aliases ?? []
  if (!Array.isArray(aliases) || !aliases.every((alias) => typeof alias === 'string'))
    throw jsonError(file, where, `${at}.aliases`, 'a list of strings', aliases)
  return { name: one('name'), gloss: one('gloss'), note: one('note'), aliases }
}

/** Reads a JSON object such as `{"de": {"name": "Schleie", "aliases": [], "gloss": "…", "note": "…"}}`. */
export function jsonTranslations(file: string, where: string, given: unknown): Translations {
  if (given === undefined || given === null) return {}
  if (!isObject(given)) throw jsonError(file, where, 'translations', 'an object with a language for each key', given)
  const found: Translations = {}
  for (const [key, fields] of Object.entries(given)) {
    const language = languageTag(key)
    const at = `translations.${key}`
    if (language === null) throw jsonError(file, where, at, 'the tag of a language, such as de or pt-BR', key)
    if (language in found) throw jsonError(file, where, at, `one translation into ${language}`, key)
    const translation = translationOf(file, where, language, jsonTexts(file, where, at, fields))
    if (translation) found[language] = translation
  }
  return found
}

/** FormatError for translations to the project's own language. */
export const ownLanguageError = (file: string, where: string, language: string) =>
  new FormatError(file, `${where}, field "name_${language}"`, {
    expected: 'a further language',
    found: `${language}, the language of the project’s own names`,
    fix: 'Leave this language out, or correct the project’s own language under Classes, Languages.',
  })

export interface TranslatedName {
  where: string
  language: string
  name: string
}

/** Refuses two classes with the same name in a language, ignoring case, because raters could not distinguish them. */
export function refuseNamesakes(file: string, names: Iterable<TranslatedName>) {
  const first = new Map<string, string>()
  for (const { where, language, name } of names) {
    const key = `${language} ${name.toLocaleLowerCase(language)}`
    const before = first.get(key)
    if (before !== undefined)
      throw new FormatError(file, `${where}, field "name_${language}"`, {
        expected: 'a name that no other class has',
        found: `"${name}", which is also the name of ${before}`,
        fix: 'Add something that distinguishes the two.',
      })
    first.set(key, where)
  }
}
