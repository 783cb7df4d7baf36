import type { ImportedClasses } from '@/lib/contracts/data/imported'
import { findLanguages } from '@/lib/db/classes/class-translations'
import { type ClassTableRows, type ClassUses, findClassUses, replaceClasses } from '@/lib/db/classes/write-classes'
import { lockForImport } from '@/lib/db/data/import-scope'
import { linkClassExamples } from '@/lib/db/data/write-images'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { conflict } from '@/lib/errors'
import { type ClassEntry, folderClassEntries, readClassFile } from '@/lib/formats/classes/class-file'
import { classTable } from '@/lib/formats/classes/class-table'
import { ownLanguageError } from '@/lib/formats/classes/translations'
import { readLabelNames } from '@/lib/formats/label-names'
import type { LabelableClass } from '@/lib/formats/name-lookup'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'

function isWikipedia(link: string): boolean {
  const { hostname } = new URL(link)
  return hostname === 'wikipedia.org' || hostname.endsWith('.wikipedia.org')
}

/** All names but the one shown. Without a path, which ends with the first name, a given display name would replace that. */
const otherNames = ({ names, name, displayName, path }: ReturnType<typeof classTable>[number]) =>
  displayName === null || path.length > 0 ? names.slice(1) : names.filter((other) => other !== name)

type ClassRows = ClassTableRows & Pick<ImportedClasses, 'renamed'>

/** Numbers labelable classes from 0 by ascending index, then inner nodes. Raters see a class's first Wikipedia link. */
function givenClassRows(projectId: number, path: string, entries: readonly ClassEntry[]): ClassRows {
  const table = classTable(path, entries)
  const renamed = table.filter(
    ({ index, displayName, name, names }) => index !== null && displayName === null && name !== names[0],
  )
  const [first] = renamed
  return {
    renamed: first ? { count: renamed.length, name: first.names[0]!, newName: first.name } : null,
    classes: table.map((row, position): CopyRow => {
      const { index, id, name, gloss, path: way, links, note } = row
      const wikipedia = links.find(isWikipedia) ?? null
      return [projectId, position, index, id, name, otherNames(row), gloss, way, wikipedia, links, note]
    }),
    parents: table.flatMap(({ parents }, child) => parents.map((parent): CopyRow => [projectId, child, parent])),
    examples: table.flatMap(({ examples }, index) =>
      examples.map((file, position): CopyRow => [projectId, index, position, file]),
    ),
    translations: table.flatMap(({ translations }, index) =>
      Object.entries(translations).map(
        ([language, { name, otherNames, gloss, note }]): CopyRow => [
          ...[projectId, index, language, name, otherNames, gloss, note],
        ],
      ),
    ),
  }
}

export type ClassSource =
  | { kind: 'imagenet-1k' }
  | { kind: 'file'; path: string }
  | { kind: 'folders'; path: string; names: readonly string[] }
  /** One class per label in the file at this path. */
  | { kind: 'labels'; path: string }

export interface ClassesToWrite {
  source: ClassSource
  projectRoot: string
}

async function builtInRows(projectId: number, projectRoot: string): Promise<ClassRows> {
  const { classes, parents } = await imagenetClassRows(projectId, projectRoot)
  return {
    classes: classes.map((row) => [...row, null, [], null]),
    parents,
    examples: [],
    translations: [],
    renamed: null,
  }
}

function refuseUsed({ classes, labels, candidates, predictions, runLabels, setLabels, listed }: ClassUses) {
  const uses = [
    [labels, 'original labels'],
    [candidates, 'candidates'],
    [predictions, 'predictions'],
    [runLabels, 'labels of runs'],
    [setLabels, 'labels of other studies'],
    [listed, 'listed candidates'],
  ] as const
  const used = uses.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString('en')} ${what}`)
  if (classes === 0 || used.length === 0) return
  throw conflict(
    `The project has ${classes.toLocaleString('en')} classes, and ${used.join(', ')} refer to them. They cannot be replaced. Change names and descriptions on the pages of the classes, or import these classes into a new project.`,
  )
}

async function rowsOf(projectId: number, { source, projectRoot }: ClassesToWrite): Promise<ClassRows> {
  if (source.kind === 'imagenet-1k') return builtInRows(projectId, projectRoot)
  const { path } = source
  if (source.kind === 'file') return givenClassRows(projectId, path, await readClassFile(path))
  const names = source.kind === 'folders' ? source.names : await readLabelNames(path)
  return givenClassRows(projectId, path, folderClassEntries(path, names))
}

/** Returns the labelable classes that `writeClasses` would write. */
export async function readLabelableClasses(input: ClassesToWrite): Promise<LabelableClass[]> {
  const { classes } = await rowsOf(0, input)
  return classes.flatMap(([, , index, externalId, name, otherNames, , path]) =>
    index === null ? [] : ({ index, externalId, name, otherNames, path } as LabelableClass),
  )
}

/** Replaces the project's classes. Throws AppError `conflict` if the previous ones are in use. */
export async function writeClasses(
  session: CopySession,
  projectId: number,
  { source, projectRoot }: ClassesToWrite,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedClasses> {
  await lockForImport(session, projectId)
  const uses = await findClassUses(session, projectId)
  refuseUsed(uses)
  const rows = await rowsOf(projectId, { source, projectRoot })
  const { language } = await findLanguages(session, projectId)
  if ('path' in source && rows.translations.some((row) => row[2] === language))
    throw ownLanguageError(source.path, 'the file', language)
  const total = rows.classes.length
  reportProgress({ onProgress, signal }, 'Writing classes', 0, total)
  await replaceClasses(session, projectId, rows)
  await linkClassExamples(session, projectId)
  reportProgress({ onProgress, signal }, 'Writing classes', total, total)
  const classes = rows.classes.filter((row) => row[2] !== null).length
  return {
    classes,
    innerNodes: total - classes,
    parents: rows.parents.length,
    links: rows.classes.reduce((sum, row) => sum + (row[9] as readonly string[]).length, 0),
    examples: rows.examples.length,
    renamed: rows.renamed,
    isReplaced: uses.classes > 0,
  }
}
