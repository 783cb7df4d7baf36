import { answerAt } from '@/lib/aggregation/vote-table'
import { analyzeWithin } from '@/lib/db/session/analyze-tables'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { type CopyTable, copyInto, reserveAssignmentIds } from '@/lib/db/session/copy-tables'
import { insertBatch } from '@/lib/db/workshop/insert-batch'
import { validationFileName } from '@/lib/formats/validation-file-name'
import type { ClassRows } from '@/lib/services/classes/imagenet-class-rows'
import type { ProgressHooks } from '@/lib/services/progress'
import type { GoldenColumns, RealVotes } from './read-real-votes'
import { type ImportedTask, importedTasks } from './real-vote-tasks'

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

const batchId = 0
/** Rater numbers begin at 1 as those of people do; the experts follow the raters. */
const firstRaterId = 1
/**
 * Foreign keys are checked at the end of each COPY, so short ones keep the progress even; but each also has its triggers
 * read all tasks and candidates once, so they must not be many.
 */
const tasksAtOnce = 4_000

const referredTo = new Set<CopyTable>(['class', 'image', 'candidate', 'task', 'rater', 'assignment', 'shown_candidate'])

function* goldenRows(projectId: number, columns: GoldenColumns, firstId: number, source: string): Generator<CopyRow> {
  const { person, candidate, answer } = columns
  for (let k = 0; k < person.length; k++) yield [projectId, candidate[k]!, firstId + person[k]!, source, answer[k]!]
}

class Writer {
  private done = 0
  private readonly analyzed = new Set<CopyTable>()

  constructor(
    private readonly session: CopySession,
    private readonly total: number,
    private readonly progress: ProgressHooks,
  ) {}

  /** Writes rows; a table that later ones refer to is shown to the planner as soon as it has some. */
  async write(table: CopyTable, rows: Iterable<CopyRow>) {
    await copyInto(this.session, table, this.counted(rows))
    if (referredTo.has(table) && !this.analyzed.has(table)) await analyzeWithin(this.session, table)
    this.analyzed.add(table)
    this.report()
  }

  private *counted(rows: Iterable<CopyRow>): Generator<CopyRow> {
    for (const row of rows) {
      yield row
      if (++this.done % 16_384 === 0) this.report()
    }
  }

  private report() {
    this.progress.signal?.throwIfAborted()
    this.progress.onProgress?.('Writing rows', this.done, this.total)
  }
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

/** Assignments of tasks `from` to `to`, what they showed, and the answers; `ids` holds those of all tasks in turn. */
function answerRows(projectId: number, real: RealVotes, tasks: ImportedTask[], ids: number[], from: number) {
  const perTask = real.ratersPerTask
  const { votes } = real
  return {
    *assignments(): Generator<CopyRow> {
      for (const [t, { raters }] of tasks.entries())
        for (const [k, rater] of raters.entries())
          yield [projectId, ids[(from + t) * perTask + k]!, from + t, firstRaterId + rater, 'submitted']
    },
    *shown(): Generator<CopyRow> {
      for (const [t, { raters, candidates, image }] of tasks.entries())
        for (const [k, rater] of raters.entries())
          for (const candidate of candidates)
            yield [projectId, ids[(from + t) * perTask + k]!, candidate, firstRaterId + rater, image]
    },
    *votes(): Generator<CopyRow> {
      for (const [t, { raters, candidates, image }] of tasks.entries())
        for (const candidate of candidates)
          for (const [k, rater] of raters.entries()) {
            const given = answerAt(votes, votes.itemStart[candidate]! + k)
            yield [projectId, image, candidate, firstRaterId + rater, ids[(from + t) * perTask + k]!, given]
          }
    },
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
  const tasks = importedTasks(real.votes, real.candidateImage)
  const counts: WrittenCounts = {
    images: real.originalLabel.length,
    classes: classes.classes.filter((row) => row[2] !== null).length,
    candidates: real.candidateImage.length,
    tasks: tasks.length,
    assignments: tasks.length * real.ratersPerTask,
    raters: real.raterIds.length,
    experts: real.expertIds.length,
    votes: real.votes.voteCount,
    expertAnswers: real.expertAnswers.person.length,
    raterAnswers: real.raterAnswers.person.length,
  }
  const { images, candidates, assignments, votes, expertAnswers, raterAnswers } = counts
  const firstExpertId = firstRaterId + counts.raters
  const total =
    [classes.classes.length, classes.parents.length, images, candidates * 2, tasks.length, counts.raters].reduce(
      (sum, rows) => sum + rows,
      counts.experts,
    ) +
    assignments +
    votes * 2 +
    expertAnswers +
    raterAnswers
  const writer = new Writer(session, total, progress)

  await writer.write('class', classes.classes)
  await writer.write('class_parent', classes.parents)
  await writer.write('image', imageRows(projectId, real.originalLabel))
  await writer.write('candidate', candidateRows(projectId, real))
  await insertBatch(session, { projectId, id: batchId, name: 'Released votes', state: 'closed' })
  const taskRows = tasks.map(({ image }, id): CopyRow => {
    return [projectId, id, batchId, image, 'rating', real.ratersPerTask, true]
  })
  await writer.write('task', taskRows)
  const taskCandidates = tasks.flatMap((task, id) => task.candidates.map((one, k): CopyRow => [projectId, id, k, one]))
  await writer.write('task_candidate', taskCandidates)
  await writer.write('rater', [
    ...real.raterIds.map((id, k): CopyRow => [projectId, firstRaterId + k, 'imported', false, String(id), null]),
    ...real.expertIds.map((id, k): CopyRow => [projectId, firstExpertId + k, 'imported', true, String(id), null]),
  ])
  const ids = await reserveAssignmentIds(session, assignments)
  for (let from = 0; from < tasks.length; from += tasksAtOnce) {
    const rows = answerRows(projectId, real, tasks.slice(from, from + tasksAtOnce), ids, from)
    await writer.write('assignment', rows.assignments())
    await writer.write('shown_candidate', rows.shown())
    await writer.write('vote', rows.votes())
  }
  await writer.write('golden_answer', goldenRows(projectId, real.expertAnswers, firstExpertId, 'expert'))
  await writer.write('golden_answer', goldenRows(projectId, real.raterAnswers, firstRaterId, 'qualification'))
  return counts
}
