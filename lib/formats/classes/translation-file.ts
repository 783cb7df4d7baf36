import { languageTag } from '@/lib/domain/accounts/project-language'
import { columnPosition, csvHeader, missingColumn, readCsv } from '@/lib/formats/csv'
import { fileKind } from '@/lib/formats/file-kind'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { isObject, readJsonList } from '@/lib/formats/json-file'
import { splitTexts } from './class-text'
import {
  columnTranslations,
  jsonTranslations,
  type Translation,
  translatedFields,
  translationColumns,
  translationOf,
} from './translations'

/** How a line refers to its class, in order of precedence. */
const classKeys = ['id', 'index', 'name'] as const
type ClassKey = { of: (typeof classKeys)[number]; value: string; field: string }

export interface TranslationEntry {
  /** Such as `line 12`. */
  where: string
  key: ClassKey
  language: string
  translation: Translation
}

/** Columns that may name the class, in the order of `classKeys`, including those of our own files. */
const keyColumns = {
  id: ['id', 'class_id'],
  index: ['index', 'class_index'],
  name: ['class', 'display_name', 'name', 'names'],
} as const
const allKeyColumns = [...keyColumns.id, ...keyColumns.index, ...keyColumns.name]

function keyOf(file: string, where: string, values: Readonly<Record<string, string | undefined>>): ClassKey {
  for (const of of classKeys)
    for (const field of keyColumns[of]) {
      const cell = values[field]?.trim() ?? ''
      const value = field === 'names' ? (splitTexts(cell)[0] ?? '') : cell
      if (value !== '') return { of, value, field }
    }
  throw new FormatError(file, where, {
    expected: 'the id, index or name of a class',
    found: 'none of them',
    fix: 'Enter one of them.',
  })
}

/**
 * Reads translations, one class and language at a time. CSV has columns of one language each, such as `name_de`,
 * `aliases_de`, `gloss_de` and `note_de`, or a column `language` with `name`, `aliases`, `gloss` and `note`. The class
 * is named by `id` or `index`, otherwise by its original name: `class`, or `name` if columns have one language each.
 * JSON is the list that classes are exported as, with `translations`. Aliases are separated by bars.
 *
 * Throws FormatError with line and field for invalid texts, a class without a key, and a file without languages.
 */
export async function* readTranslations(path: string): AsyncGenerator<TranslationEntry, void, undefined> {
  if ((await fileKind(path)) === 'list') return yield* jsonEntries(path)
  const header = await csvHeader(path)
  const hasLanguage = columnPosition(path, header, 'language') !== null
  yield* hasLanguage ? lineEntries(path) : columnEntries(path, header)
}

async function* columnEntries(path: string, header: readonly string[]) {
  const columns = translationColumns(path, header)
  if (columns.length === 0)
    throw missingColumn(path, header, 'columns of a language, such as name_de and gloss_de, or a column "language"')
  if (!allKeyColumns.some((column) => columnPosition(path, header, column) !== null))
    throw missingColumn(path, header, 'a column "id", "index" or "class", which says which class a line is about')
  const wanted = [...allKeyColumns, ...columns.map(({ column }) => column)]
  for await (const { line, values } of readCsv(path, [], wanted)) {
    const where = `line ${line}`
    const translations = Object.entries(columnTranslations(path, where, columns, values))
    if (translations.length === 0) continue
    const key = keyOf(path, where, values)
    for (const [language, translation] of translations) yield { where, key, language, translation }
  }
}

async function* lineEntries(path: string) {
  const keys = [...keyColumns.id, ...keyColumns.index, 'class'] as const
  for await (const { line, values } of readCsv(path, ['language', 'name'], [...keys, ...translatedFields.slice(1)])) {
    const where = `line ${line}`
    const { language: tag, name, aliases, gloss, note, ...rest } = values as Record<string, string | undefined>
    const language = languageTag(tag ?? '')
    if (language === null)
      throw new FormatError(path, `${where}, field "language"`, {
        expected: 'the tag of a language, such as de or pt-BR',
        found: JSON.stringify(tag?.slice(0, 80) ?? ''),
        fix: 'Correct the tag.',
      })
    const translation = translationOf(path, where, language, { name, gloss, note, aliases: splitTexts(aliases ?? '') })
    if (translation) yield { where, key: keyOf(path, where, rest), language, translation }
  }
}

async function* jsonEntries(path: string) {
  for (const [position, given] of (await readJsonList(path)).entries()) {
    const where = `element ${position}`
    if (!isObject(given))
      throw new FormatError(path, where, {
        expected: 'an object',
        found: shortJson(given),
        fix: 'Correct the element.',
      })
    const translations = Object.entries(jsonTranslations(path, where, given.translations))
    if (translations.length === 0) continue
    const { names } = given
    const keys: Record<string, unknown> = { ...given, names: Array.isArray(names) ? String(names[0] ?? '') : names }
    const texts = Object.fromEntries(
      allKeyColumns.map((field) => [field, keys[field] == null ? undefined : String(keys[field])] as const),
    )
    const key = keyOf(path, where, texts)
    for (const [language, translation] of translations) yield { where, key, language, translation }
  }
}
