import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { z } from 'zod'
import type { ImportedTranslations, importedLanguage } from '@/lib/contracts/classes/language'
import {
  findLanguages,
  findTranslatableClasses,
  findTranslations,
  replaceTranslations,
  type TranslationRow,
} from '@/lib/db/classes/class-translations'
import { lockForImport } from '@/lib/db/data/import-scope'
import { type CopyRow, type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, conflict } from '@/lib/errors'
import { readTranslations, type TranslationEntry } from '@/lib/formats/classes/translation-file'
import { ownLanguageError, refuseNamesakes } from '@/lib/formats/classes/translations'
import { FormatError, NameProblems } from '@/lib/formats/format-error'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { guardProject } from '@/lib/services/access/guard-project'

type ProjectClass = Awaited<ReturnType<typeof findTranslatableClasses>>[number]

/** Finds the class of a line. Only ids may refer to inner nodes, not indices and names. */
function classFinder(path: string, classes: readonly ProjectClass[]) {
  const labelable = classes.flatMap((one) => (one.index === null ? [] : [{ ...one, index: one.index }]))
  const lookup = new ClassLookup(labelable)
  const byIndex = new Map(labelable.map((one) => [one.index, one]))
  const byId = new Map(classes.map((one) => [one.externalId, one]))
  const problems = new NameProblems(path)
  /** Null if the class is unknown, which `end` reports. */
  const find = ({ where, key: { of, value, field } }: TranslationEntry): ProjectClass | null => {
    const node = of === 'id' ? byId.get(value) : undefined
    if (node) return node
    const index =
      of === 'id' ? lookup.ofId(value) : of === 'index' ? lookup.ofIndex(value) : lookup.ofText(value, false)
    if (typeof index === 'number') return byIndex.get(index)!
    problems.add(where, field, index)
    return null
  }
  return { find, end: () => problems.end() }
}

interface Planned {
  row: TranslationRow
  where: string
  change: 'added' | 'changed' | 'same'
}

const keyOf = ({ classId, language }: { classId: number; language: string }) => `${classId} ${language}`

const keptFields = (
  { name, otherNames, gloss, note }: TranslationEntry['translation'],
  old: TranslationRow | undefined,
): Omit<TranslationRow, 'classId' | 'language'> => ({
  ...{ name, otherNames: otherNames.length > 0 ? otherNames : (old?.otherNames ?? []) },
  ...{ gloss: gloss ?? old?.gloss ?? null, note: note ?? old?.note ?? null },
})

/** Rows to write; blank fields keep their previous values. */
async function plannedRows(
  path: string,
  { own, classes, before }: { own: string; classes: readonly ProjectClass[]; before: readonly TranslationRow[] },
): Promise<Map<string, Planned>> {
  const finder = classFinder(path, classes)
  const known = new Map(before.map((row) => [keyOf(row), row]))
  const planned = new Map<string, Planned>()
  for await (const entry of readTranslations(path)) {
    const { where, language, translation } = entry
    if (language === own) throw ownLanguageError(path, where, language)
    const classId = finder.find(entry)?.id
    if (classId === undefined) continue
    const key = keyOf({ classId, language })
    const twice = planned.get(key)
    if (twice)
      throw new FormatError(path, where, {
        expected: `each class once in ${language}`,
        found: `the class of ${twice.where} again`,
        fix: 'Remove one of the two lines.',
      })
    const old = known.get(key)
    const row = { classId, language, ...keptFields(translation, old) }
    planned.set(key, { row, where, change: !old ? 'added' : isSame(old, row) ? 'same' : 'changed' })
  }
  finder.end()
  return planned
}

const isSame = (one: TranslationRow, other: TranslationRow) =>
  one.name === other.name &&
  one.gloss === other.gloss &&
  one.note === other.note &&
  one.otherNames.join('\n') === other.otherNames.join('\n')

const shownMissing = 20

function summaryOf(
  classes: readonly ProjectClass[],
  { rows, planned, languages }: { rows: readonly TranslationRow[]; planned: readonly Planned[]; languages: string[] },
): ImportedTranslations {
  const labelable = classes.filter(({ index }) => index !== null)
  const isLabelable = new Set(labelable.map(({ id }) => id))
  const found = [...new Set(planned.map(({ row }) => row.language))].sort()
  return {
    classes: labelable.length,
    languages: found.map((language): z.infer<typeof importedLanguage> => {
      const of = rows.filter((row) => row.language === language && isLabelable.has(row.classId))
      const named = new Set(of.map(({ classId }) => classId))
      const count = (change: Planned['change']) =>
        planned.filter((one) => one.row.language === language && one.change === change).length
      return {
        ...{ language, isNew: !languages.includes(language), names: named.size },
        glosses: of.filter(({ gloss }) => gloss !== null).length,
        notes: of.filter(({ note }) => note !== null).length,
        ...{ added: count('added'), changed: count('changed'), same: count('same') },
        missing: labelable.flatMap(({ id, name }) => (named.has(id) ? [] : [name])).slice(0, shownMissing),
      }
    }),
  }
}

interface TranslationsInput {
  slug: string
  path: string
  /** Checks the file and reports the changes without writing. */
  isPreview?: boolean
}

async function writeTranslations(
  session: CopySession,
  projectId: number,
  { path, isPreview = false }: TranslationsInput,
) {
  await lockForImport(session, projectId)
  const { language: own, languages } = await findLanguages(session, projectId)
  const [classes, before] = [
    await findTranslatableClasses(session, projectId),
    await findTranslations(session, projectId),
  ]
  if (classes.length === 0) throw conflict('The project has no classes yet. Import them before their translations.')
  const byKey = await plannedRows(path, { own, classes, before })
  const planned = [...byKey.values()]
  if (planned.length === 0)
    throw new FormatError(path, 'the file', {
      expected: 'at least one name in a further language',
      found: 'none',
      fix: 'Fill in a column such as name_de.',
    })
  const kept = before.filter((row) => !byKey.has(keyOf(row)))
  const isLabelable = new Set(classes.flatMap(({ id, index }) => (index === null ? [] : [id])))
  const nameOf = new Map(classes.map(({ id, name }) => [id, name]))
  const names = [
    ...kept.map((row) => ({ ...row, where: `the class “${nameOf.get(row.classId)}”` })),
    ...planned.map(({ row, where }) => ({ ...row, where })),
  ]
  refuseNamesakes(
    path,
    names.filter(({ classId }) => isLabelable.has(classId)),
  )
  const rows = planned
    .filter(({ change }) => change !== 'same')
    .map(({ row }): CopyRow => {
      const { classId, language, name, otherNames, gloss, note } = row
      return [projectId, classId, language, name, otherNames, gloss, note]
    })
  if (!isPreview) await replaceTranslations(session, projectId, rows)
  return summaryOf(classes, { rows: [...kept, ...planned.map(({ row }) => row)], planned, languages })
}

/** Imports all of a file or nothing. Blank fields keep their values; new languages are added to the project. */
export async function importTranslations(actor: Actor, input: TranslationsInput): Promise<ImportedTranslations> {
  const { projectId, userId } = await guardProject(actor, input.slug, 'admin')
  return withCopySession(async (session) => {
    const outcome = await writeTranslations(session, projectId, input)
    if (!input.isPreview)
      await writeAuditEvent(session, {
        ...{ projectId, userId, action: 'project.import-translations' },
        details: {
          languages: outcome.languages.map(({ language }) => englishNameOf(language)),
          added: outcome.languages.reduce((sum, { added }) => sum + added, 0),
          changed: outcome.languages.reduce((sum, { changed }) => sum + changed, 0),
        },
      })
    return outcome
  })
}

const maxBytes = 50_000_000

/** Throws AppError `too-large` as soon as the body exceeds 50 MB. */
async function writeBody(file: string, body: AsyncIterable<Uint8Array> | null) {
  const handle = await open(file, 'w')
  try {
    let size = 0
    for await (const bytes of body ?? []) {
      size += bytes.length
      if (size > maxBytes)
        throw new AppError('too-large', 'The file is over 50 MB. Split it, or leave out columns that are not needed.')
      await handle.write(bytes)
    }
  } finally {
    await handle.close()
  }
}

interface Received {
  slug: string
  fileName: string
  isPreview: boolean
  body: AsyncIterable<Uint8Array> | null
}

/** Imports or checks an uploaded file. Errors use the user's file name. */
export async function receiveTranslations(
  actor: Actor,
  { slug, fileName, isPreview, body }: Received,
): Promise<ImportedTranslations> {
  await guardProject(actor, slug, 'admin')
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-'))
  try {
    const file = path.join(folder, 'translations')
    await writeBody(file, body)
    return await importTranslations(actor, { slug, path: file, isPreview })
  } catch (error) {
    throw error instanceof FormatError ? error.named(fileName) : error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
