import { answerAt, type VoteTable } from '@/lib/aggregation/vote-table'
import { insertBatch } from '@/lib/db/plan/insert-batch'
import { analyzeWithin } from '@/lib/db/session/analyze-tables'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { type CopyTable, copyInto, reserveAssignmentIds } from '@/lib/db/session/copy-tables'
import type { ProgressHooks } from '@/lib/services/progress'
import { type ImportedTask, importedTasks } from './vote-tasks'

const referredTo = new Set<CopyTable>(['class', 'image', 'candidate', 'task', 'rater', 'assignment', 'shown_candidate'])

/** Writes rows of several tables in turn and tells how many are done. */
export class RowWriter {
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
    this.progress.onProgress?.('Writing rows', Math.min(this.done, this.total), this.total)
  }
}

export interface VotesToWrite {
  projectId: number
  batch: { id: number; name: string }
  firstTaskId: number
  /** Items are candidates; those of one item come by rising rater. */
  votes: VoteTable
  /** [items] number of the candidate. */
  candidateIds: ArrayLike<number>
  /** [items] position of the image, by which tasks come in order. */
  imagePositions: Int32Array
  /** Number of the image at a position. */
  imageIdAt: (position: number) => number
  /** [raters] number of the rater. */
  raterIds: ArrayLike<number>
  /** [votes] when, in milliseconds; NaN where it is not known. */
  times: Float64Array | null
}

/** The tasks that votes make up, and how many rows of all tables they take. */
export function planVotes({ votes, imagePositions }: Pick<VotesToWrite, 'votes' | 'imagePositions'>) {
  const tasks = importedTasks(votes, imagePositions)
  const assignments = tasks.reduce((sum, { raters }) => sum + raters.length, 0)
  return { tasks, assignments, rows: tasks.length + imagePositions.length + assignments + votes.voteCount * 2 }
}
export type PlannedVotes = ReturnType<typeof planVotes>

/**
 * Foreign keys are checked at the end of each COPY, so short ones keep the progress even; but each also has its triggers
 * read all tasks and candidates once, so they must not be many.
 */
const tasksAtOnce = 4_000

/** When an assignment was submitted: with its last answer. Null where no answer has a time. */
function submittedAt({ votes, times }: VotesToWrite, candidates: readonly number[], rater: number): string | null {
  if (!times) return null
  let last = Number.NaN
  for (const candidate of candidates) {
    const at = times[votes.itemStart[candidate]! + rater]!
    if (!(at <= last)) last = Number.isNaN(at) ? last : at
  }
  return Number.isNaN(last) ? null : new Date(last).toISOString()
}

/** Assignments of some tasks, what they showed, and the answers; `ids` holds the assignments' numbers in turn. */
function answerRows(input: VotesToWrite, tasks: readonly ImportedTask[], ids: readonly number[], firstTaskId: number) {
  const { projectId, votes, candidateIds, imageIdAt, raterIds } = input
  /** Each turn of a rater at a task: index within the task and number of the assignment. */
  function* turns() {
    let next = 0
    for (const [t, task] of tasks.entries())
      for (const [k, rater] of task.raters.entries())
        yield { task, taskId: firstTaskId + t, k, raterId: raterIds[rater]!, id: ids[next++]! }
  }
  return {
    *assignments(): Generator<CopyRow> {
      for (const { task, taskId, k, raterId, id } of turns())
        yield [projectId, id, taskId, raterId, 'submitted', submittedAt(input, task.candidates, k)]
    },
    *shown(): Generator<CopyRow> {
      for (const { task, raterId, id } of turns())
        for (const candidate of task.candidates)
          yield [projectId, id, candidateIds[candidate]!, raterId, imageIdAt(task.image)]
    },
    *votes(): Generator<CopyRow> {
      for (const { task, k, raterId, id } of turns())
        for (const candidate of task.candidates) {
          const given = answerAt(votes, votes.itemStart[candidate]! + k)
          yield [projectId, imageIdAt(task.image), candidateIds[candidate]!, raterId, id, given]
        }
    },
  }
}

/**
 * Writes votes from elsewhere within the caller's transaction: a closed batch with a task for every group of candidates
 * that the same raters answered, the raters' turns at them, and their answers. Candidates and raters are there already.
 */
export async function writeVotes(
  session: CopySession,
  writer: RowWriter,
  input: VotesToWrite,
  { tasks, assignments }: PlannedVotes,
): Promise<void> {
  const { projectId, batch, firstTaskId, candidateIds, imageIdAt } = input
  await insertBatch(session, { projectId, ...batch, state: 'closed' })
  await writer.write(
    'task',
    tasks.map(({ image, raters }, t): CopyRow => {
      return [projectId, firstTaskId + t, batch.id, imageIdAt(image), 'rating', raters.length, true]
    }),
  )
  await writer.write(
    'task_candidate',
    tasks.flatMap((task, t) =>
      task.candidates.map((one, k): CopyRow => [projectId, firstTaskId + t, k, candidateIds[one]!]),
    ),
  )
  const ids = await reserveAssignmentIds(session, assignments)
  let used = 0
  for (let from = 0; from < tasks.length; from += tasksAtOnce) {
    const some = tasks.slice(from, from + tasksAtOnce)
    const turns = some.reduce((sum, { raters }) => sum + raters.length, 0)
    const rows = answerRows(input, some, ids.slice(used, used + turns), firstTaskId + from)
    used += turns
    await writer.write('assignment', rows.assignments())
    await writer.write('shown_candidate', rows.shown())
    await writer.write('vote', rows.votes())
  }
}
