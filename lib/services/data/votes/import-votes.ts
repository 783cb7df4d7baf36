import path from 'node:path'
import type { AnswerReading, ImportedLabelSet, ImportedVotes } from '@/lib/contracts/data/answers'
import { type FileScope, lockForImport } from '@/lib/db/data/import-scope'
import { findImportedRaters, linkProposingModels, markImportedRaters } from '@/lib/db/data/imported-votes'
import { insertLabelSet } from '@/lib/db/data/label-set-rows'
import {
  findAnsweredBefore,
  findContradiction,
  keepVotes,
  numberPairs,
  stagePairs,
  stageRaters,
  stageVotes,
} from '@/lib/db/data/staged-votes'
import { writeStagedVotes } from '@/lib/db/data/write-staged-votes'
import { insertBatch, lockForLaunch, type NextNumbers } from '@/lib/db/plan/batch-rows'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { nextRaterId } from '@/lib/db/session/next-rater-id'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ImportHooks, type ProgressHooks, withImportSession } from '@/lib/services/progress'
import { collectLabels } from './collect-labels'
import type { AnswerDescription } from './describe-answers'
import { fileChecksum } from './file-checksum'
import type { AnswerMatcher } from './match-answers'
import { absentMeansNo, contradiction, type FileRater, noVotes, orderOfNames, VoteReader } from './read-votes'
import { refuseImportedBefore, refuseOwnExport, resolveAnswerFile } from './resolve-answer-file'
import { RowWriter } from './row-writer'

export interface ImportVotesInput {
  slug: string
  path: string
  reading: AnswerReading
  /** Name of the new batch; the file's name by default. */
  batchName?: string | undefined
  /** Imports a file again, with new raters. */
  again?: boolean | undefined
}

const action = 'project.import-votes'

interface Understood {
  projectId: number
  path: string
  reading: AnswerReading
  scope: FileScope
  described: AnswerDescription
  matcher: AnswerMatcher
  again: boolean
}

/** Reuses raters of the same name from earlier files, unless all raters are to be new. */
async function numberRaters(session: CopySession, { projectId, again }: Understood, raters: readonly FileRater[]) {
  const there = await findImportedRaters(session, projectId)
  const firstId = await nextRaterId(session, projectId)
  const raterRows: CopyRow[] = []
  const excludedRaters: number[] = []
  const freeName = (name: string) => {
    for (let k = 2; ; k++) if (!there.has(`${name} (${k})`)) return `${name} (${k})`
  }
  const { order, positions } = orderOfNames(raters)
  const ids = new Int32Array(raters.length)
  for (const index of order) {
    const { name, isExcluded, isSimulated } = raters[index]!
    const known = again ? undefined : there.get(name)
    const id = known ?? firstId + raterRows.length
    ids[index] = id
    if (known !== undefined) continue
    const kind = isSimulated ? 'simulated' : 'imported'
    raterRows.push([projectId, id, kind, false, there.has(name) ? freeName(name) : name, null])
    if (isExcluded) excludedRaters.push(id)
  }
  return { positions, ids, raterRows, excludedRaters, hasSimulated: raters.some(({ isSimulated }) => isSimulated) }
}
type NumberedRaters = Awaited<ReturnType<typeof numberRaters>>

/** Throws AppError `conflict` for a rater's second vote on a candidate, before the database refuses it. */
async function refuseAnsweredBefore(session: CopySession, projectId: number, { ids, raterRows }: NumberedRaters) {
  if (raterRows.length === ids.length) return
  const before = await findAnsweredBefore(session, projectId)
  if (before)
    throw conflict(
      `Rater “${before.rater}” was imported before and has already answered about “${before.className}” in ${before.image}. Nothing was imported. Remove these answers from the file, or import it with raters of its own (on the command line: --again; in the API: "again": true).`,
    )
}

async function stageFile(session: CopySession, input: Understood, next: NextNumbers, progress: ProgressHooks) {
  const { projectId, path: file, reading, described } = input
  const raterName = reading.rater ?? path.basename(file).replace(/\.[^.]+$/, '')
  const reader = new VoteReader({ ...input, raterName, now: new Date() })
  await stageVotes(session, reader.rows(progress))
  await stagePairs(session, projectId, { absentMeansNo: absentMeansNo(input) })
  const counts = await numberPairs(session, projectId, next)
  progress.signal?.throwIfAborted()
  const raters = await numberRaters(session, input, reader.raters)
  await stageRaters(session, raters)
  const kept = await keepVotes(session)
  progress.signal?.throwIfAborted()
  if (kept.votes === 0) throw noVotes(file, reader.leftOut)
  const twice = kept.repeated > 0 ? await findContradiction(session) : null
  if (twice) throw await contradiction({ path: file, reading, described }, twice)
  await refuseAnsweredBefore(session, projectId, raters)
  return { ...counts, ...kept, raters, leftOut: reader.leftOut }
}
type StagedFile = Awaited<ReturnType<typeof stageFile>>

interface NewBatch extends NextNumbers {
  projectId: number
  batchName: string
}

async function writeStaged(session: CopySession, batch: NewBatch, staged: StagedFile, progress: ProgressHooks) {
  const { projectId, candidateId, candidatePosition, batchId, batchName, taskId } = batch
  const { raters, newCandidates, votes } = staged
  const writer = new RowWriter(session, newCandidates + raters.raterRows.length + votes, progress)
  await writer.write('rater', raters.raterRows)
  await markImportedRaters(session, projectId, raters)
  await insertBatch(session, { projectId, id: batchId, name: batchName, state: 'closed' })
  const numbers = { projectId, batchId, firstTaskId: taskId, candidateId, candidatePosition }
  const { tasks } = await writeStagedVotes(session, numbers, writer.add)
  await linkProposingModels(session, projectId, candidateId)
  return { tasks, newRaters: raters.raterRows.length, newCandidates }
}

/**
 * Creates raters without accounts and a closed batch for the votes. Checks all names before it writes, in one
 * transaction. Throws AppError `conflict` if the file was imported before, or exported from the project, unless `again`.
 */
export async function importVotes(
  actor: Actor,
  { slug, path: file, reading, batchName, again = false }: ImportVotesInput,
  { beforeCommit, ...progress }: ImportHooks<ImportedVotes> = {},
): Promise<ImportedVotes> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const sha256 = await fileChecksum(file)
  const fileName = path.basename(file)
  const made = await withImportSession({ ...progress, beforeCommit }, async (session) => {
    await lockForImport(session, projectId)
    const next = await lockForLaunch(session, projectId)
    await refuseImportedBefore(session, { projectId, action, fileName, sha256, again })
    const understood = await resolveAnswerFile(session, { projectId, file, reading }, progress)
    await refuseOwnExport(session, { projectId, file, reading, again, ...understood })
    const input = { projectId, path: file, reading, again, ...understood }
    const staged = await stageFile(session, input, next, progress)
    const batch = { ...next, projectId, batchName: batchName ?? fileName }
    const written = await writeStaged(session, batch, staged, progress)
    const { votes, images, pairs: candidates, leftOut, repeated } = staged
    const outcome: ImportedVotes = {
      ...{ batchId: next.batchId, format: understood.described.format, votes, images, candidates },
      ...{ raters: staged.raters.ids.length, ...written, leftOut, repeated },
    }
    await writeAuditEvent(session, { projectId, userId, action, details: { ...outcome, file: fileName, sha256 } })
    return outcome
  })
  await analyzeTables(['candidate', 'task', 'task_candidate', 'rater', 'assignment', 'shown_candidate', 'vote'])
  return made
}

interface ImportLabelSetInput {
  slug: string
  path: string
  reading: AnswerReading
  /** Name of the label set, such as its study. */
  name: string
  again?: boolean | undefined
}

export async function importLabelSet(
  actor: Actor,
  { slug, path: file, reading, name, again = false }: ImportLabelSetInput,
  { beforeCommit, ...progress }: ImportHooks<ImportedLabelSet> = {},
): Promise<ImportedLabelSet> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const sha256 = await fileChecksum(file)
  const fileName = path.basename(file)
  return withImportSession({ ...progress, beforeCommit }, async (session) => {
    await lockForImport(session, projectId)
    await refuseImportedBefore(session, { projectId, action: 'project.import-label-set', fileName, sha256, again })
    const { scope, ...understood } = await resolveAnswerFile(session, { projectId, file, reading }, progress)
    const collected = await collectLabels({ path: file, reading, ...understood }, progress)
    const images = [...collected.keys()].map((position) => scope.imageIds[position]!)
    const labels = [...collected].flatMap(([position, one]) =>
      [...one.labels].map((index): CopyRow => [scope.imageIds[position]!, scope.classIds.get(index)!]),
    )
    const id = await insertLabelSet(session, projectId, { name, images, labels })
    const outcome: ImportedLabelSet = { setId: id, name, images: images.length, labels: labels.length }
    const details = { ...outcome, format: understood.described.format, file: fileName, sha256 }
    await writeAuditEvent(session, { projectId, userId, action: 'project.import-label-set', details })
    return outcome
  })
}
