import { reopenStopsOf } from '@/lib/db/plan/round-rows'
import { announceTasks, replaceAssignments } from '@/lib/db/rating/task-queue'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'
import { getRater } from './rater-status'

/**
 * Replaces a rater who is left out: the quota of each of their tasks grows by one, once, and adaptive batches decide
 * their labels again. Returns the number of tasks.
 */
export const askAgain = (
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<{ tasks: number }> =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const { isLeftOut } = await getRater(projectId, raterId, tx)
    if (!isLeftOut)
      throw conflict(
        `Rater ${raterId} is not excluded. Exclude the rater first; then other raters can answer these tasks.`,
      )
    const tasks = (await replaceAssignments(projectId, raterId, tx)) + (await reopenStopsOf(tx, projectId, raterId))
    if (tasks > 0) await announceTasks(tx, projectId)
    await audit('rater.ask-again', { raterId, tasks })
    return { tasks }
  })
