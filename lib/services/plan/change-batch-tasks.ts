import type { BatchPriorityInput, WithdrawnTasks } from '@/lib/contracts/plan'
import { type Db, prisma } from '@/lib/db/client'
import { deleteUnansweredTasks, moveTasksBehind } from '@/lib/db/plan/batch-state'
import { moveRoundsBehind } from '@/lib/db/plan/round-rows'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/change-project'
import { launchedBatch } from './launched-batch'

interface OfBatch {
  slug: string
  batchId: number
}

/** Has raters asked the open tasks of a batch before those of all others, or after them. */
export async function setBatchPriority(
  actor: Actor,
  { slug, batchId, priority }: BatchPriorityInput & OfBatch,
  db: Db = prisma,
): Promise<void> {
  return changeProject(actor, slug, db, async ({ tx, projectId, audit }) => {
    await launchedBatch(projectId, batchId, tx)
    const open = await tx.task.count({ where: { projectId, batchId, isOpen: true } })
    if (open === 0) throw new AppError('conflict', 'This batch has no open tasks, so its order does not matter.')
    await moveTasksBehind(projectId, batchId, priority, tx)
    await moveRoundsBehind(tx, { projectId, batchId, priority })
    await announceTasks(tx, projectId)
    await audit('batch.set-priority', { batchId, priority, tasks: open })
  })
}

/**
 * Removes the rating tasks of a batch that nobody has answered or holds, some at a time; what raters answered stays. What
 * was removed when it is interrupted stays removed, and it can be done again. AppError `conflict` when there is none.
 */
export async function withdrawUnanswered(
  actor: Actor,
  { slug, batchId }: OfBatch,
  db: Db = prisma,
): Promise<WithdrawnTasks> {
  let tasks = 0
  for (let isDone = false; !isDone; ) {
    const part = await changeProject(actor, slug, db, async ({ tx, projectId, audit }) => {
      await launchedBatch(projectId, batchId, tx)
      const found = await deleteUnansweredTasks(projectId, batchId, tx)
      if (found.deleted === 0) return found
      await audit('batch.withdraw', { batchId, tasks: found.deleted })
      if ((await tx.task.count({ where: { projectId, batchId } })) === 0)
        await tx.batch.update({ where: { projectId_id: { projectId, id: batchId } }, data: { state: 'closed' } })
      return found
    })
    tasks += part.deleted
    isDone = part.isDone
  }
  if (tasks === 0)
    throw new AppError(
      'conflict',
      'Every task of this batch has been answered or is open on a rater’s screen. Nothing was withdrawn.',
    )
  return { tasks }
}
