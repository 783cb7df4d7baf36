import { answerAt, raterAt } from '@/lib/aggregation/vote-table'
import { keepVotes, numberPairs, stagePairs, stageRaters, stageVotes } from '@/lib/db/data/staged-votes'
import { writeStagedVotes } from '@/lib/db/data/write-staged-votes'
import { insertBatch } from '@/lib/db/plan/batch-rows'
import { type CopyRow, type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { analyzeTables, type CopyTable, copyColumns } from '@/lib/db/session/copy-tables'
import { lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { forbidden } from '@/lib/errors'
import { imagenetWnids } from '@/lib/formats/classes/imagenet-wnids'
import { validationFileName } from '@/lib/formats/validation-file-name'
import { type ClassRows, imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import { RowWriter } from '@/lib/services/data/votes/row-writer'
import type { ProgressHooks } from '@/lib/services/progress'
import { checkFreeSlug, insertFreeProject } from '@/lib/services/projects/create-project'
import { type GoldenColumns, type RealVotes, readRealVotes } from './read-real-votes'

export interface RealVotesInput {
  slug: string
  name?: string | undefined
  /** Folder with raters.npz, golden.npz and raters_golden.npz. */
  dataDir: string
  /** JSON list of one class index per image. */
  originalLabelsPath: string
  projectRoot: string
  /** Size of the validation set, 50,000 except in tests. */
  imageCount?: number
  /** Rows of the classes, ImageNet's except in tests. */
  readClasses?: typeof imagenetClassRows
}

/** Creates a project with images known by name only. Checks all files before it writes, in one transaction. */
export async function importRealVotes(
  actor: Actor,
  { slug, name = slug, readClasses = imagenetClassRows, imageCount = 50_000, ...from }: RealVotesInput,
  progress: ProgressHooks = {},
): Promise<{ slug: string } & WrittenCounts> {
  if (!canCreateProjects(actor)) throw forbidden('Only the owner of this server can create projects.')
  const userId = actor.kind === 'account' ? actor.userId : null
  await checkFreeSlug(slug)
  const classCount = imagenetWnids.length
  const real = await readRealVotes({ ...from, imageCount, classCount }, progress)
  const counts = await withCopySession(async (session) => {
    session.endBy(progress.signal)
    const description = 'The published votes on the validation images of ImageNet, without image files.'
    const row = { slug, name, description, ratersPerTask: real.ratersPerTask, userId }
    const projectId = await insertFreeProject(session, row)
    const classes = await readClasses(projectId, from.projectRoot)
    const written = await writeRealVotes(session, projectId, real, classes, progress)
    await writeAuditEvent(session, { projectId, userId, action: 'project.import-real-votes', details: { ...written } })
    progress.signal?.throwIfAborted()
    return written
  })
  await analyzeTables(Object.keys(copyColumns) as CopyTable[])
  return { slug, ...counts }
}

export interface WrittenCounts {
  images: number
  classes: number
  candidates: number
  tasks: number
  assignments: number
  raters: number
  experts: number
  votes: number
  expertAnswers: number
  raterAnswers: number
}

const batch = { id: 0, name: 'Released votes', state: 'closed' } as const
/** Rater numbers start at 1; experts follow the raters. */
const firstRaterId = 1

function* goldenRows(projectId: number, columns: GoldenColumns, firstId: number, source: string): Generator<CopyRow> {
  const { person, candidate, answer } = columns
  for (let k = 0; k < person.length; k++) yield [projectId, candidate[k]!, firstId + person[k]!, source, answer[k]!]
}

function* imageRows(projectId: number, originalLabel: Int32Array): Generator<CopyRow> {
  for (const [position, label] of originalLabel.entries()) {
    yield [projectId, position, position, validationFileName(position), label, null, null, null, null, null, null, null]
  }
}

function* candidateRows(projectId: number, real: RealVotes): Generator<CopyRow> {
  const { candidateImage, candidateClass, originalLabel } = real
  for (let k = 0; k < candidateImage.length; k++) {
    const image = candidateImage[k]!
    yield [projectId, k, image, candidateClass[k]!, k, originalLabel[image] === candidateClass[k]]
  }
}

function* voteRows({ votes, candidateImage, candidateClass }: RealVotes): Generator<CopyRow> {
  for (let item = 0; item < votes.itemCount; item++) {
    const image = candidateImage[item]!
    for (let k = votes.itemStart[item]!; k < votes.itemStart[item + 1]!; k++)
      yield [image, image, candidateClass[item]!, raterAt(votes, k), answerAt(votes, k), null, k]
  }
}

async function writeVotes(
  session: CopySession,
  projectId: number,
  real: RealVotes,
  onWritten: (votes: number) => void,
) {
  await stageVotes(session, voteRows(real))
  await stagePairs(session, projectId, { absentMeansNo: false })
  const next = { candidateId: real.candidateImage.length, candidatePosition: real.candidateImage.length }
  await numberPairs(session, projectId, next)
  const positions = Int32Array.from(real.raterIds.keys())
  await stageRaters(session, { positions, ids: positions.map((k) => firstRaterId + k) })
  await keepVotes(session)
  await insertBatch(session, { projectId, ...batch })
  return writeStagedVotes(session, { projectId, batchId: batch.id, firstTaskId: 0, ...next }, onWritten)
}

/** Fills an empty project within the caller's transaction. Classes are numbered by class index, images by position. */
export async function writeRealVotes(
  session: CopySession,
  projectId: number,
  real: RealVotes,
  classes: ClassRows,
  progress: ProgressHooks,
): Promise<WrittenCounts> {
  const counts = {
    images: real.originalLabel.length,
    classes: classes.classes.filter((row) => row[2] !== null).length,
    candidates: real.candidateImage.length,
    raters: real.raterIds.length,
    experts: real.expertIds.length,
    votes: real.votes.voteCount,
    expertAnswers: real.expertAnswers.person.length,
    raterAnswers: real.raterAnswers.person.length,
  }
  await lockByKey(session, 'raterNumbers', projectId)
  const { images, candidates, raters, experts, votes, expertAnswers, raterAnswers } = counts
  const firstExpertId = firstRaterId + raters
  const total = [
    ...[classes.classes.length, classes.parents.length, images, candidates, raters, experts, votes],
    ...[expertAnswers, raterAnswers],
  ].reduce((sum, rows) => sum + rows, 0)
  const writer = new RowWriter(session, total, progress)

  await writer.write('class', classes.classes)
  await writer.write('class_parent', classes.parents)
  await writer.write('image', imageRows(projectId, real.originalLabel))
  await writer.write('candidate', candidateRows(projectId, real))
  await writer.write('rater', [
    ...real.raterIds.map((id, k): CopyRow => [projectId, firstRaterId + k, 'imported', false, String(id), null]),
    ...real.expertIds.map((id, k): CopyRow => [projectId, firstExpertId + k, 'imported', true, String(id), null]),
  ])
  const made = await writeVotes(session, projectId, real, writer.add)
  await writer.write('golden_answer', goldenRows(projectId, real.expertAnswers, firstExpertId, 'expert'))
  await writer.write('golden_answer', goldenRows(projectId, real.raterAnswers, firstRaterId, 'qualification'))
  return { ...counts, ...made }
}
