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
})

/** Replaces the previous list. */
export const importCandidates = importPart<{ path: string }, ImportedCandidates>({
  action: 'project.import-candidates',
  write: writeCandidateList,
})
