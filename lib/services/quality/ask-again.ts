import { type Db, prisma } from '@/lib/db/client'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { replaceAssignments } from '@/lib/db/rating/replaced-assignments'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardRater } from './rater-status'

/**
 * Has others answer what a rater who is left out answered: every task of the rater wants one rater more, once. Returns how
 * many tasks do so now that did not before.
 */
export async function askAgain(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
  db: Db = prisma,
): Promise<{ tasks: number }> {
  const { projectId, userId, rater } = await guardRater(actor, { slug, raterId }, db)
  if (!rater.isLeftOut)
    throw new AppError(
      'conflict',
      `Rater ${raterId} is not excluded. Exclude the rater first; then other raters can answer these tasks.`,
    )
  return inTransaction(db, async (tx) => {
    const tasks = await replaceAssignments(projectId, raterId, tx)
    if (tasks > 0) await announceTasks(tx, projectId)
    await writeAuditEvent(tx, { projectId, userId, action: 'rater.ask-again', details: { raterId, tasks } })
    return { tasks }
  })
}
