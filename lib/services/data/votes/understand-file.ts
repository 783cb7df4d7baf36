import path from 'node:path'
import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import { type FileScope, findFileScope } from '@/lib/db/data/import-scope'
import { findEarlierImport } from '@/lib/db/data/imported-votes'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { describeAnswers, refuseUnknownNames } from './describe-answers'
import { fileChecksum } from './file-checksum'
import { AnswerMatcher } from './match-answers'

function checkScope(scope: FileScope) {
  if (scope.imageIds.length === 0) throw new AppError('conflict', 'The project has no images yet. Import them first.')
  if (scope.classes.length === 0) throw new AppError('conflict', 'The project has no classes yet. Import them first.')
}

interface InspectInput {
  slug: string
  path: string
  reading: AnswerReading
  /** Limits the list of names for display; all by default. */
  mostClasses?: number | undefined
}

/** Writes nothing. */
export async function inspectAnswers(
  actor: Actor,
  { slug, path: file, reading, mostClasses }: InspectInput,
  progress: ProgressHooks = {},
): Promise<AnswerReport> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const sha256 = await fileChecksum(file)
  const { scope, earlier } = await withCopySession(async (session) => ({
    scope: await findFileScope(session, projectId),
    earlier: await findEarlierImport(session, { projectId, action: 'project.import-votes', sha256 }),
  }))
  checkScope(scope)
  const described = await describeAnswers(file, scope, reading, progress)
  const classes = described.classes.slice(0, mostClasses)
  return { ...described, classes, importedAt: earlier?.toISOString() ?? null }
}

/** Throws AppError `conflict` if the file was imported for the same purpose before, unless `again`. */
export async function refuseImportedBefore(
  session: CopySession,
  input: { projectId: number; action: AuditAction; fileName: string; sha256: string; again: boolean },
) {
  const earlier = await findEarlierImport(session, input)
  if (!earlier || input.again) return
  throw new AppError(
    'conflict',
    `${input.fileName} was imported on ${earlier.toISOString().slice(0, 10)} already. Nothing was imported. Import it again (--again) to add its votes a second time.`,
  )
}

/** Throws AppError `invalid-input` if any name is unknown, before anything is written. */
export async function understandFile(
  session: CopySession,
  { projectId, file, reading }: { projectId: number; file: string; reading: AnswerReading },
  progress: ProgressHooks,
) {
  const scope = await findFileScope(session, projectId)
  checkScope(scope)
  const described = await describeAnswers(file, scope, reading, progress)
  refuseUnknownNames(path.basename(file), described, reading)
  return { scope, described, matcher: new AnswerMatcher(scope, reading.mapping) }
}
