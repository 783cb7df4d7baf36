import type { BatchStateInput } from '@/lib/contracts/plan'
import { type Db, prisma } from '@/lib/db/client'
import { relaunchTasks, withdrawTasks } from '@/lib/db/plan/batch-state'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/change-project'
import { launchedBatch } from './launched-batch'

/**
 * Stops a launched batch, so that raters get no more of its tasks, or reopens a stopped one. A rater who holds one of the
 * tasks may finish it; answers stay. AppError `conflict` when there is nothing to stop or to reopen.
 */
export async function setBatchState(
  actor: Actor,
  { slug, batchId, state }: BatchStateInput & { slug: string; batchId: number },
  db: Db = prisma,
): Promise<void> {
  return changeProject(actor, slug, db, async ({ tx, projectId, audit }) => {
    await launchedBatch(projectId, batchId, tx)
    const tasks = await (state === 'closed' ? withdrawTasks : relaunchTasks)(projectId, batchId, tx)
    if (tasks === 0)
      throw new AppError(
        'conflict',
        state === 'closed'
          ? 'All tasks of this batch are already finished or stopped.'
          : 'This batch has no stopped tasks, so there is nothing to reopen.',
      )
    await tx.batch.update({ where: { projectId_id: { projectId, id: batchId } }, data: { state } })
    if (state === 'open') await announceTasks(tx, projectId)
    await audit(state === 'closed' ? 'batch.stop' : 'batch.reopen', { batchId, tasks })
  })
}
