import { prisma } from '@/lib/db/client'
import { reopenStopsOf } from '@/lib/db/plan/round-rows'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { replaceAssignments } from '@/lib/db/rating/replaced-assignments'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardRater } from './rater-status'

/**
 * Replaces a rater who is left out: the quota of each of their tasks grows by one, once, and adaptive batches decide
 * their labels again. Returns the number of tasks.
 */
export async function askAgain(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<{ tasks: number }> {
  const { projectId, userId, rater } = await guardRater(actor, { slug, raterId })
  if (!rater.isLeftOut)
    throw conflict(
      `Rater ${raterId} is not excluded. Exclude the rater first; then other raters can answer these tasks.`,
    )
  return prisma.$transaction(async (tx) => {
    await lockProject(tx, projectId)
    const tasks = (await replaceAssignments(projectId, raterId, tx)) + (await reopenStopsOf(tx, projectId, raterId))
    if (tasks > 0) await announceTasks(tx, projectId)
    await writeAuditEvent(tx, { projectId, userId, action: 'rater.ask-again', details: { raterId, tasks } })
    return { tasks }
  })
}
