import type { AnswerReading } from '@/lib/contracts/data/answers'
import type {
  ImportedCandidates,
  ImportedClasses,
  ImportedLabels,
  ImportedPredictions,
} from '@/lib/contracts/data/imported'
import { type AnalyzedTable, analyzeTables } from '@/lib/db/session/analyze-tables'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks, ProgressHooks } from '@/lib/services/progress'
import { writeCandidateList } from './write-candidate-list'
import { type ClassesToWrite, writeClasses } from './write-classes'
import { writeLabels } from './write-images'
import { type PredictionsToWrite, writePredictionsOf } from './write-predictions'

type OfProject<Input> = Input & { slug: string }
export type PredictionsInput = OfProject<PredictionsToWrite>

interface ImportedPart<Input, Result> {
  action: AuditAction
  write: (session: CopySession, projectId: number, input: Input, hooks: ProgressHooks) => Promise<Result>
  /** The tables whose statistics are taken anew once the rows are committed. */
  tables?: readonly AnalyzedTable[]
  /** What the audit trail says beside the result. */
  details?: (input: Input) => object
}

/** Imports one part of a project: all of what is given, or nothing. */
const importPart =
  <Input, Result extends object>({ action, write, tables = [], details }: ImportedPart<Input, Result>) =>
  async (
    actor: Actor,
    { slug, ...rest }: OfProject<Input>,
    { onProgress, signal, beforeCommit }: ImportHooks<Result> = {},
  ): Promise<Result> => {
    const { project, userId } = await guardProject(actor, slug, 'admin')
    const input = rest as unknown as Input
    const made = await withCopySession(async (session) => {
      session.endBy(signal)
      const outcome = await write(session, project.id, input, { onProgress, signal })
      const noted = { ...details?.(input), ...outcome }
      await writeAuditEvent(session, { projectId: project.id, userId, action, details: noted })
      await beforeCommit?.(session, outcome)
      signal?.throwIfAborted()
      return outcome
    })
    if (tables.length > 0) await analyzeTables(tables)
    return made
  }

/** Imports the classes of a project, from a file or those of ImageNet-1k. */
export const importClasses = importPart<ClassesToWrite, ImportedClasses>({
  action: 'project.import-classes',
  write: writeClasses,
  tables: ['class', 'class_parent'],
  details: ({ source }) => ({ source: source.kind }),
})

/** Imports the original labels of a project's images, from a file or a folder for each class. */
export const importLabels = importPart<{ path: string; reading?: AnswerReading | undefined }, ImportedLabels>({
  action: 'project.import-labels',
  write: writeLabels,
  tables: ['image'],
})

/** Imports the predictions of one model. The file is checked while it is read. */
export const importPredictions = importPart<PredictionsToWrite, ImportedPredictions>({
  action: 'project.import-predictions',
  write: writePredictionsOf,
  tables: ['prediction', 'candidate_model'],
})

/** Imports which classes each image is to be asked about, in place of the list before. */
export const importCandidates = importPart<{ path: string }, ImportedCandidates>({
  action: 'project.import-candidates',
  write: writeCandidateList,
})
