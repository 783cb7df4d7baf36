import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { lockByKey } from '@/lib/db/session/transaction'
import { validationFileName } from '@/lib/formats/validation-file-name'
import type { ClassRows } from '@/lib/services/classes/imagenet-class-rows'
import type { ProgressHooks } from '@/lib/services/progress'
import type { GoldenColumns, RealVotes } from './read-real-votes'
import { planVotes, RowWriter, writeVotes } from './votes/write-votes'

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

const batch = { id: 0, name: 'Released votes' }
/** Rater numbers begin at 1 as those of people do; the experts follow the raters. */
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

/** Fills an empty project within the caller's transaction. Class and image numbers are class indices and positions. */
export async function writeRealVotes(
  session: CopySession,
  projectId: number,
  real: RealVotes,
  classes: ClassRows,
  progress: ProgressHooks,
): Promise<WrittenCounts> {
  const planned = planVotes({ votes: real.votes, imagePositions: real.candidateImage })
  const counts: WrittenCounts = {
    images: real.originalLabel.length,
    classes: classes.classes.filter((row) => row[2] !== null).length,
    candidates: real.candidateImage.length,
    tasks: planned.tasks.length,
    assignments: planned.assignments,
    raters: real.raterIds.length,
    experts: real.expertIds.length,
    votes: real.votes.voteCount,
    expertAnswers: real.expertAnswers.person.length,
    raterAnswers: real.raterAnswers.person.length,
  }
  await lockByKey(session, 'raterNumbers', projectId)
  const { images, candidates, raters, experts, expertAnswers, raterAnswers } = counts
  const firstExpertId = firstRaterId + raters
  const total = [
    ...[classes.classes.length, classes.parents.length, images, candidates, raters, experts, planned.rows],
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
  const votes = {
    ...{ projectId, batch, firstTaskId: 0, votes: real.votes, times: null, imagePositions: real.candidateImage },
    candidateIds: Int32Array.from(real.candidateImage.keys()),
    imageIdAt: (position: number) => position,
    raterIds: Int32Array.from(real.raterIds.keys(), (k) => firstRaterId + k),
  }
  await writeVotes(session, writer, votes, planned)
  await writer.write('golden_answer', goldenRows(projectId, real.expertAnswers, firstExpertId, 'expert'))
  await writer.write('golden_answer', goldenRows(projectId, real.raterAnswers, firstRaterId, 'qualification'))
  return counts
}
