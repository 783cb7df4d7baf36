import type { RaterStatus } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { settleAlerts } from '@/lib/db/quality/quality-alerts'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { type GuardedRater, guardRater, toRaterStatus } from '@/lib/services/quality/rater-status'

export const resumeRater = async (actor: Actor, at: { slug: string; raterId: number }): Promise<RaterStatus> =>
  resume(await guardRater(actor, at), prisma)

/**
 * Also settles the rater's alerts, so that rules consider only answers from now on. Refused for a rater who is left
 * out, whose work would not count.
 */
export async function resume({ projectId, userId, rater }: GuardedRater, db: Db): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.isLeftOut)
    throw new AppError(
      'conflict',
      `Rater ${raterId} is excluded, so new answers would not count. Include the rater again first.`,
    )
  return inTransaction(db, async (tx) => {
    const where = { projectId_id: { projectId, id: raterId } }
    const resumed = await tx.rater.update({ where, data: { pausedAt: null } })
    const alerts = await settleAlerts({ projectId, raterId }, userId, tx)
    // Raters who had finished ask for tasks again.
    await announceTasks(tx, projectId)
    await writeAuditEvent(tx, { projectId, userId, action: 'rater.resume', details: { raterId, alerts } })
    return toRaterStatus(resumed)
  })
}
