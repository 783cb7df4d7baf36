import type { AnswerReading } from '@/lib/contracts/data/answers'
import type {
  ImportedAccuracies,
  ImportedCandidates,
  ImportedClasses,
  ImportedImages,
  ImportedLabels,
  ImportedPredictions,
} from '@/lib/contracts/data/imported'
import { deleteCandidateList } from '@/lib/db/data/candidate-list'
import { withImageStoreLock } from '@/lib/db/data/image-files'
import { findFileScope, lockForImport } from '@/lib/db/data/import-scope'
import { writeAccuracies } from '@/lib/db/models/outside-accuracy-rows'
import { type CopyRow, type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { type AnalyzedTable, analyzeTables, analyzeWithin, copyInto } from '@/lib/db/session/copy-tables'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, invalidInput } from '@/lib/errors'
import { readCandidateList } from '@/lib/formats/candidate-list'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { readAccuracyTable } from '@/lib/formats/predictions/accuracy-table'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ImportHooks, type ProgressHooks, reportProgress, withImportSession } from '@/lib/services/progress'
import type { ImageSource } from './image-source'
import { type FoundImages, prepareImages } from './prepare-images'
import { type ClassesToWrite, writeClasses } from './write-classes'
import { checkManifestLabels, hasLabels, writeImages, writeLabels } from './write-images'
import { type PredictionsToWrite, writePredictionsOf } from './write-predictions'

type OfProject<Input> = Input & { slug: string }
export type PredictionsInput = OfProject<PredictionsToWrite>

interface ImportedPart<Input, Result> {
  action: AuditAction
  write: (session: CopySession, projectId: number, input: Input, hooks: ProgressHooks) => Promise<Result>
  /** Tables to analyze after the commit. */
  tables?: readonly AnalyzedTable[]
  details?: (input: Input) => object
}

/** Creates a service that imports one part of a project in one transaction. */
const importPart =
  <Input, Result extends object>({ action, write, tables = [], details }: ImportedPart<Input, Result>) =>
  async (
    actor: Actor,
    { slug, ...rest }: OfProject<Input>,
    { onProgress, signal, beforeCommit }: ImportHooks<Result> = {},
  ): Promise<Result> => {
    const { projectId, userId } = await guardProject(actor, slug, 'admin')
    const input = rest as unknown as Input
    const made = await withImportSession({ signal, beforeCommit }, async (session) => {
      const outcome = await write(session, projectId, input, { onProgress, signal })
      const noted = { ...details?.(input), ...outcome }
      await writeAuditEvent(session, { projectId, userId, action, details: noted })
      return outcome
    })
    if (tables.length > 0) await analyzeTables(tables)
    return made
  }

export const importClasses = importPart<ClassesToWrite, ImportedClasses>({
  action: 'project.import-classes',
  write: writeClasses,
  tables: ['class', 'class_parent'],
  details: ({ source }) => ({ source: source.kind }),
})

export const importLabels = importPart<{ path: string; reading?: AnswerReading | undefined }, ImportedLabels>({
  action: 'project.import-labels',
  write: writeLabels,
  tables: ['image'],
})

export const importPredictions = importPart<PredictionsToWrite, ImportedPredictions>({
  action: 'project.import-predictions',
  write: writePredictionsOf,
  tables: ['prediction', 'candidate_model'],
  details: ({ computedBy }) => (computedBy ? { computedBy } : {}),
})

/** Replaces the previous list. */
export const importCandidates = importPart<{ path: string }, ImportedCandidates>({
  action: 'project.import-candidates',
  write: writeCandidateList,
})

export interface ImagesInput {
  slug: string
  source: ImageSource
  /** Skips unreadable images. By default, one of them fails the import. */
  skipsUnreadable?: boolean | undefined
}

/** Stores pictures, then writes all rows in one transaction: a stopped import changes nothing in the project. */
export async function importImages(
  actor: Actor,
  { slug, source, skipsUnreadable }: ImagesInput,
  { onProgress, signal: ending, beforeCommit }: ImportHooks<ImportedImages> = {},
): Promise<ImportedImages> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const onFound = async (found: FoundImages) => {
    if (!hasLabels(found)) return
    const { classes } = await withCopySession((session) => findFileScope(session, projectId))
    checkManifestLabels(found, classes)
  }
  const options = { fetchHosts: project.fetchHosts, onFound, skipsUnreadable }
  const made = await withImageStoreLock(async (signal) => {
    const prepared = await prepareImages(source, options, { onProgress, signal })
    return withImportSession({ signal, beforeCommit }, async (session) => {
      const outcome = await writeImages(session, projectId, prepared, { onProgress, signal })
      const details = { source: source.kind, ...outcome }
      await writeAuditEvent(session, { projectId, userId, action: 'project.import-images', details })
      return outcome
    })
  }, ending)
  await analyzeTables(['image'])
  return made
}

/** Replaces a source of the same name. */
export const importAccuracies = importPart<{ path: string; name: string }, ImportedAccuracies>({
  action: 'project.import-accuracies',
  write: async (session, projectId, { path, name }) => {
    const source = name.trim()
    if (source.length === 0 || source.length > 100 || /\p{Cc}/u.test(source))
      throw invalidInput('The name of a source must have 1 to 100 characters.', { source: 'is not a name' })
    const rows = await readAccuracyTable(path)
    if (rows.length === 0) throw invalidInput('The table has no rows.')
    const isReplaced = await writeAccuracies(session, projectId, source, rows)
    return { source, models: rows.length, isReplaced }
  },
})

export async function writeCandidateList(
  session: CopySession,
  projectId: number,
  { path }: { path: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedCandidates> {
  await lockForImport(session, projectId)
  const scope = await findFileScope(session, projectId)
  if (scope.imageIds.length === 0 || scope.classes.length === 0)
    throw conflict('The project has no images or no classes yet. Import them before the candidates.')
  await deleteCandidateList(session, projectId)
  const images = new Set<number>()
  let candidates = 0
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    const list = readCandidateList(path, { positionOf: scope.positionOf, classes: new ClassLookup(scope.classes) })
    for await (const { image, label } of list) {
      images.add(image)
      yield [projectId, scope.imageIds[image]!, scope.classIds.get(label) ?? null]
      if (++candidates % 4_096 !== 0) continue
      reportProgress({ onProgress, signal }, 'Reading candidates', images.size, scope.imageIds.length)
    }
  }
  await copyInto(session, 'listed_candidate', rows())
  await analyzeWithin(session, 'listed_candidate')
  return { images: images.size, candidates }
}
