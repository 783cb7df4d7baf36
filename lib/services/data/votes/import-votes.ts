import path from 'node:path'
import { raterAt } from '@/lib/aggregation/vote-table'
import type { AnswerReading, ImportedVotes } from '@/lib/contracts/data/answers'
import type { FileScope } from '@/lib/db/data/file-scope-query'
import {
  findAnsweredBefore,
  findImportedRaters,
  findOriginalClasses,
  linkProposingModels,
  markImportedRaters,
} from '@/lib/db/data/imported-votes'
import { lockForImport } from '@/lib/db/data/lock-for-import'
import { lockForLaunch, type NextNumbers, readCandidates } from '@/lib/db/plan/batch-launch'
import { analyzeTables } from '@/lib/db/session/analyze-tables'
import { type CopyRow, type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { nextRaterId } from '@/lib/db/session/next-rater-id'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks, ProgressHooks } from '@/lib/services/progress'
import { type CollectedVotes, collectVotes } from './collect-votes'
import { fileChecksum } from './file-checksum'
import { refuseImportedBefore, understandFile } from './understand-file'
import { planVotes, RowWriter, writeVotes } from './write-votes'

export interface ImportVotesInput {
  slug: string
  path: string
  reading: AnswerReading
  /** What the batch of the votes is called; as the file where it is left out. */
  batchName?: string | undefined
  /** Imports a file again that was imported before, with raters of their own. */
  again?: boolean | undefined
}

const action = 'project.import-votes'

interface Known {
  candidateOf: (imageId: number, classId: number) => number | undefined
  /** Class indices of the candidates of the image at a position. */
  askedOf: (position: number) => number[]
}

async function knownCandidates(session: CopySession, projectId: number, scope: FileScope): Promise<Known> {
  const { id, image, class: classes } = await readCandidates(session, projectId)
  const byImage = new Map<number, Map<number, number>>()
  for (const [k, imageId] of image.entries()) {
    const ofImage = byImage.get(imageId) ?? new Map<number, number>()
    byImage.set(imageId, ofImage.set(classes[k]!, id[k]!))
  }
  const indexOf = new Map([...scope.classIds].map(([index, classId]) => [classId, index]))
  return {
    candidateOf: (imageId, classId) => byImage.get(imageId)?.get(classId),
    askedOf: (position) =>
      [...(byImage.get(scope.imageIds[position]!)?.keys() ?? [])].flatMap((classId) => indexOf.get(classId) ?? []),
  }
}

interface Numbered {
  candidateIds: Int32Array
  candidateRows: CopyRow[]
  raterIds: Int32Array
  raterRows: CopyRow[]
  leftOut: number[]
  hasSimulated: boolean
}

async function numberCandidates(
  session: CopySession,
  { projectId, scope, known, collected, next }: WriteInput,
): Promise<Pick<Numbered, 'candidateIds' | 'candidateRows'>> {
  const original = await findOriginalClasses(session, projectId)
  const candidateRows: CopyRow[] = []
  const candidateIds = Int32Array.from(collected.image, (position, item) => {
    const imageId = scope.imageIds[position]!
    const classId = scope.classIds.get(collected.label[item]!)!
    const there = known.candidateOf(imageId, classId)
    if (there !== undefined) return there
    const id = next.candidateId + candidateRows.length
    const place = next.candidatePosition + candidateRows.length
    candidateRows.push([projectId, id, imageId, classId, place, original.get(imageId) === classId])
    return id
  })
  return { candidateIds, candidateRows }
}

/** A rater of a name that an earlier file had is the same one, unless all of this file's are to be new. */
async function numberRaters(
  session: CopySession,
  { projectId, collected, again }: WriteInput,
): Promise<Omit<Numbered, 'candidateIds' | 'candidateRows'>> {
  const there = await findImportedRaters(session, projectId)
  const firstId = await nextRaterId(session, projectId)
  const raterRows: CopyRow[] = []
  const leftOut: number[] = []
  const freeName = (name: string) => {
    for (let k = 2; ; k++) if (!there.has(`${name} (${k})`)) return `${name} (${k})`
  }
  const raterIds = Int32Array.from(collected.raters, ({ name, isLeftOut, isSimulated }) => {
    const known = there.get(name)
    if (known !== undefined && !again) return known
    const id = firstId + raterRows.length
    const kind = isSimulated ? 'simulated' : 'imported'
    raterRows.push([projectId, id, kind, false, known === undefined ? name : freeName(name), null])
    if (isLeftOut) leftOut.push(id)
    return id
  })
  return { raterIds, raterRows, leftOut, hasSimulated: collected.raters.some(({ isSimulated }) => isSimulated) }
}

interface WriteInput {
  projectId: number
  scope: FileScope
  known: Known
  collected: CollectedVotes
  next: NextNumbers
  batchName: string
  again: boolean
}

/** Refuses a second vote of a rater on a candidate, before the database does. */
async function refuseAnsweredBefore(
  session: CopySession,
  projectId: number,
  votes: CollectedVotes['votes'],
  numbered: Numbered,
) {
  const { raterIds, raterRows, candidateIds } = numbered
  if (raterRows.length === raterIds.length) return
  const firstNew = raterRows.length === 0 ? Number.POSITIVE_INFINITY : Number(raterRows[0]![1])
  const given = { candidates: [] as number[], raters: [] as number[] }
  for (let item = 0; item < votes.itemCount; item++)
    for (let vote = votes.itemStart[item]!; vote < votes.itemStart[item + 1]!; vote++) {
      const rater = raterIds[raterAt(votes, vote)]!
      if (rater >= firstNew) continue
      given.candidates.push(candidateIds[item]!)
      given.raters.push(rater)
    }
  const before = await findAnsweredBefore(session, projectId, given)
  if (before)
    throw new AppError(
      'conflict',
      `Rater “${before.rater}” was imported before and has already answered about “${before.className}” in ${before.image}. Nothing was imported. Remove these answers from the file, or import it with raters of its own (again).`,
    )
}

async function writeCollected(session: CopySession, input: WriteInput, progress: ProgressHooks) {
  const { projectId, scope, collected, next, batchName } = input
  const numbered: Numbered = { ...(await numberCandidates(session, input)), ...(await numberRaters(session, input)) }
  await refuseAnsweredBefore(session, projectId, collected.votes, numbered)
  const { candidateRows, raterRows, candidateIds, raterIds } = numbered
  const planned = planVotes({ votes: collected.votes, imagePositions: collected.image })
  const writer = new RowWriter(session, candidateRows.length + raterRows.length + planned.rows, progress)
  await writer.write('candidate', candidateRows)
  await linkProposingModels(session, projectId, next.candidateId)
  await writer.write('rater', raterRows)
  await markImportedRaters(session, projectId, numbered)
  const votes = {
    ...{ projectId, batch: { id: next.batchId, name: batchName }, firstTaskId: next.taskId, candidateIds, raterIds },
    ...{ votes: collected.votes, times: collected.times, imagePositions: collected.image },
    imageIdAt: (position: number) => scope.imageIds[position]!,
  }
  await writeVotes(session, writer, votes, planned)
  return { tasks: planned.tasks.length, newRaters: raterRows.length, newCandidates: candidateRows.length }
}

/**
 * Imports votes from elsewhere into a project that has the images and classes: whoever answered becomes a rater without an
 * account, the votes a closed batch of their own. All names are understood before the first row is written, and all rows
 * are written in one transaction. AppError `conflict` for a file that was imported before, unless `again`.
 */
export async function importVotes(
  actor: Actor,
  { slug, path: file, reading, batchName, again = false }: ImportVotesInput,
  { beforeCommit, ...progress }: ImportHooks<ImportedVotes> = {},
): Promise<ImportedVotes> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  const sha256 = await fileChecksum(file)
  const fileName = path.basename(file)
  const made = await withCopySession(async (session) => {
    await lockForImport(session, projectId)
    const next = await lockForLaunch(session, projectId)
    await refuseImportedBefore(session, { projectId, action, fileName, sha256, again })
    const { scope, described, matcher } = await understandFile(session, { projectId, file, reading }, progress)
    const known = await knownCandidates(session, projectId, scope)
    const raterName = reading.rater ?? fileName.replace(/\.[^.]+$/, '')
    const { askedOf } = known
    const now = new Date()
    const collected = await collectVotes({ path: file, reading, matcher, described, raterName, askedOf, now }, progress)
    const input = { projectId, scope, known, collected, next, batchName: batchName ?? fileName, again }
    const written = await writeCollected(session, input, progress)
    const outcome: ImportedVotes = {
      ...{ batchId: next.batchId, format: described.format, votes: collected.votes.voteCount },
      ...{ raters: collected.raters.length, images: new Set(collected.image).size, candidates: collected.image.length },
      ...written,
      ...{ leftOut: collected.leftOut, repeated: collected.repeated },
    }
    await writeAuditEvent(session, { projectId, userId, action, details: { ...outcome, file: fileName, sha256 } })
    await beforeCommit?.(session, outcome)
    progress.signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['candidate', 'task', 'task_candidate', 'rater', 'assignment', 'shown_candidate', 'vote'])
  return made
}
