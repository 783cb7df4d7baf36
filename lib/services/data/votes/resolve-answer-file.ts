import path from 'node:path'
import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import { expectFilled, type FileScope, findFileScope } from '@/lib/db/data/import-scope'
import { countStoredVotes, findEarlierImport } from '@/lib/db/data/imported-votes'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { type AnswerDescription, describeAnswers, refuseUnknownNames } from './describe-answers'
import { fileChecksum } from './file-checksum'
import { AnswerMatcher } from './match-answers'
import { VoteReader } from './read-votes'

interface InspectInput {
  slug: string
  path: string
  reading: AnswerReading
  /** Limits the list of names for display; all by default. */
  maxClasses?: number | undefined
}

/** Writes nothing. */
export async function inspectAnswers(
  actor: Actor,
  { slug, path: file, reading, maxClasses }: InspectInput,
  progress: ProgressHooks = {},
): Promise<AnswerReport> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const sha256 = await fileChecksum(file)
  const { scope, earlier } = await withCopySession(async (session) => ({
    scope: await findFileScope(session, projectId),
    earlier: await findEarlierImport(session, { projectId, action: 'project.import-votes', sha256 }),
  }))
  expectFilled(scope, 'first')
  const described = await describeAnswers(file, scope, reading, progress)
  const classes = described.classes.slice(0, maxClasses)
  const matcher = new AnswerMatcher(scope, reading.mapping)
  const isOwn = await withCopySession((session) =>
    isOwnExport(session, { projectId, file, reading, scope, described, matcher }),
  )
  return { ...described, classes, importedAt: earlier?.toISOString() ?? null, isOwnExport: isOwn }
}

interface ResolvedAnswerFile {
  projectId: number
  file: string
  reading: AnswerReading
  scope: FileScope
  described: AnswerDescription
  matcher: AnswerMatcher
}

/** The first answers tell whether a file is an export, so that large files need not be compared as a whole. */
const maxCompared = 1_000

/** Whether nine in ten of a file's first answers are votes of this project. Some may have changed since the export. */
async function isOwnExport(
  session: CopySession,
  { projectId, file, reading, scope, described, matcher }: ResolvedAnswerFile,
): Promise<boolean> {
  if (!described.hasRaters || described.namesOnlyPresent) return false
  const { mapping } = reading
  const withoutTimes = { ...reading, mapping: { ...mapping, columns: { ...mapping.columns, time: null } } }
  const input = { path: file, reading: withoutTimes, scope, described, matcher, raterName: '', now: new Date() }
  const reader = new VoteReader(input)
  const rows: number[][] = []
  for await (const [, image, classId, rater, answer] of reader.rows()) {
    const name = reader.raters[Number(rater)]!.name
    rows.push([image, classId, /^\d{1,9}$/.test(name) ? name : -1, answer].map(Number))
    if (rows.length === maxCompared) break
  }
  const column = (index: number) => rows.map((row) => row[index]!)
  const given = { images: column(0), classes: column(1), raters: column(2), answers: column(3) }
  return rows.length > 0 && (await countStoredVotes(session, projectId, given)) >= 0.9 * rows.length
}

/** Throws AppError `conflict` for an export of the project's own votes, unless `again`. */
export async function refuseOwnExport(session: CopySession, input: ResolvedAnswerFile & { again: boolean }) {
  if (input.again || !(await isOwnExport(session, input))) return
  throw conflict(
    `${path.basename(input.file)} was exported from this project, which has its votes already. Nothing was imported. Import it with raters of its own (on the command line: --again; in the API: "again": true) to add its votes a second time.`,
  )
}

/** Throws AppError `conflict` if the file was imported for the same purpose before, unless `again`. */
export async function refuseImportedBefore(
  session: CopySession,
  input: { projectId: number; action: AuditAction; fileName: string; sha256: string; again: boolean },
) {
  const earlier = await findEarlierImport(session, input)
  if (!earlier || input.again) return
  throw conflict(
    `${input.fileName} was imported on ${earlier.toISOString().slice(0, 10)} already. Nothing was imported. Import it again (on the command line: --again; in the API: "again": true) to add its votes a second time.`,
  )
}

/** Throws AppError `invalid-input` if any name is unknown, before anything is written. */
export async function resolveAnswerFile(
  session: CopySession,
  { projectId, file, reading }: { projectId: number; file: string; reading: AnswerReading },
  progress: ProgressHooks,
) {
  const scope = await findFileScope(session, projectId)
  expectFilled(scope, 'first')
  const described = await describeAnswers(file, scope, reading, progress)
  const matcher = new AnswerMatcher(scope, reading.mapping)
  refuseUnknownNames(path.basename(file), described, reading, matcher)
  return { scope, described, matcher }
}
