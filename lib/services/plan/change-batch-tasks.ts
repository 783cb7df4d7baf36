import type { BatchPriorityInput, BatchStateInput, WithdrawnTasks } from '@/lib/contracts/plan/plan'
import type { Db } from '@/lib/db/client'
import {
  type BatchTasks,
  countToLaunch,
  deleteUnanswered,
  findPartEnd,
  moveTasks,
  positionsAtEnd,
  setLaunched,
  type TaskPart,
  withBatchesLock,
} from '@/lib/db/plan/batch-state'
import { moveRoundsToEnd } from '@/lib/db/plan/round-rows'
import { announceTasks } from '@/lib/db/rating/task-queue'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { changeProject, guardProject, type ProjectChange } from '@/lib/services/access/guard-project'
import { launchedBatch } from './read-batches'

interface BatchKey {
  slug: string
  batchId: number
  /** Number of tasks changed in one transaction, small enough not to slow down raters and the rest of the server. */
  atOnce?: number
}

interface PartwiseChange {
  isOthers?: boolean
  /** Checks and records the change, in the transaction of the first part. */
  begin?: (change: ProjectChange, tasks: BatchTasks) => Promise<unknown>
  changePart: (part: TaskPart, change: ProjectChange) => Promise<unknown>
  /** Runs in the transaction of the last part. */
  finish: (change: ProjectChange) => Promise<unknown>
}

/**
 * Changes the rating tasks of a launched batch, or those of all others, part by part in order of id, after any such
 * change that is in progress. If interrupted, finished parts stay changed, and the change can be repeated.
 */
async function changeInParts(
  actor: Actor,
  { slug, batchId, atOnce = 5_000 }: BatchKey,
  { isOthers = false, begin, changePart, finish }: PartwiseChange,
  db?: Db,
): Promise<void> {
  const nextPart = (after: number) =>
    changeProject(
      actor,
      slug,
      async (change) => {
        const tasks = { projectId: change.projectId, batchId, isOthers }
        if (after < 0) {
          await launchedBatch(change.projectId, batchId, change.tx)
          await begin?.(change, tasks)
        }
        const { last, count } = await findPartEnd(tasks, { after, count: atOnce }, change.tx)
        if (last !== null) await changePart({ ...tasks, after, last }, change)
        if (count === atOnce) return last
        await finish(change)
        return null
      },
      db,
    )
  const { projectId } = await guardProject(actor, slug, 'admin', db)
  await withBatchesLock(projectId, async (signal) => {
    for (let after: number | null = -1; after !== null; ) {
      signal.throwIfAborted()
      after = await nextPart(after)
    }
  })
}

/**
 * Stops a launched batch or reopens a stopped one. Raters may finish tasks of it that they hold; answers stay. Throws
 * AppError `conflict` if there is nothing to stop or reopen.
 */
export const setBatchState = (
  actor: Actor,
  { state, ...ofBatch }: BatchStateInput & BatchKey,
  db?: Db,
): Promise<void> =>
  changeInParts(
    actor,
    ofBatch,
    {
      async begin({ tx, audit }, tasks) {
        const count = await countToLaunch(tasks, state, tx)
        if (count === 0)
          throw conflict(
            state === 'closed'
              ? 'All tasks of this batch are already finished or stopped.'
              : 'This batch has no stopped tasks, so there is nothing to reopen.',
          )
        await audit(state === 'closed' ? 'batch.stop' : 'batch.reopen', { batchId: tasks.batchId, tasks: count })
      },
      changePart: (part, { tx }) => setLaunched(part, state, tx),
      // Last, so that the page still offers the same change if this one is interrupted.
      async finish({ tx, projectId }) {
        await tx.batch.update({ where: { projectId_id: { projectId, id: ofBatch.batchId } }, data: { state } })
        if (state === 'open') await announceTasks(tx, projectId)
      },
    },
    db,
  )

/** Puts the open tasks of a batch before or after those of all others in the queue. */
export async function setBatchPriority(
  actor: Actor,
  { priority, ...ofBatch }: BatchPriorityInput & BatchKey,
): Promise<void> {
  const { batchId } = ofBatch
  let positions: ReadonlyMap<number, number> = new Map()
  await changeInParts(actor, ofBatch, {
    isOthers: priority === 'first',
    async begin({ tx, projectId, audit }, tasks) {
      const open = await tx.task.count({ where: { projectId, batchId, isOpen: true } })
      if (open === 0) throw conflict('This batch has no open tasks, so its order does not matter.')
      positions = await positionsAtEnd(tasks, tx)
      await moveRoundsToEnd(tx, { projectId, batchId, priority })
      await audit('batch.set-priority', { batchId, priority, tasks: open })
    },
    changePart: (part, { tx }) => moveTasks(part, positions, tx),
    finish: ({ tx, projectId }) => announceTasks(tx, projectId),
  })
}

/** Removes rating tasks of a batch that nobody has answered or holds. Throws AppError `conflict` if there are none. */
export async function withdrawUnanswered(
  actor: Actor,
  { atOnce = 2_000, ...ofBatch }: BatchKey,
): Promise<WithdrawnTasks> {
  const { batchId } = ofBatch
  // By the end of each part, because a part may be repeated.
  const withdrawn = new Map<number, number>()
  await changeInParts(
    actor,
    { ...ofBatch, atOnce },
    {
      async changePart(part, { tx, audit }) {
        const deleted = await deleteUnanswered(part, tx)
        if (deleted > 0) await audit('batch.withdraw', { batchId, tasks: deleted })
        withdrawn.set(part.last, deleted)
      },
      async finish({ tx, projectId }) {
        if ((await tx.task.count({ where: { projectId, batchId } })) === 0)
          await tx.batch.update({ where: { projectId_id: { projectId, id: batchId } }, data: { state: 'closed' } })
      },
    },
  )
  const tasks = [...withdrawn.values()].reduce((sum, count) => sum + count, 0)
  if (tasks === 0)
    throw conflict('Every task of this batch has been answered or is open on a rater’s screen. Nothing was withdrawn.')
  return { tasks }
}
