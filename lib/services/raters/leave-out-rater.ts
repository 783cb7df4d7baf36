import type { RaterStatus } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { settleAlerts } from '@/lib/db/quality/quality-alerts'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { type GuardedRater, guardRater, toRaterStatus } from '@/lib/services/quality/rater-status'

export const leaveOutRater = async (
  actor: Actor,
  { isLeftOut, ...at }: { slug: string; raterId: number; isLeftOut: boolean },
): Promise<RaterStatus> => leaveOut(await guardRater(actor, at), isLeftOut, prisma)

/**
 * Leaves a rater's votes and golden answers out of aggregation and agreement, or includes them again. The rater is also
 * paused, and stays paused when included again. Positions opened to replace the rater stay open, since others may have
 * taken them.
 */
export async function leaveOut(
  { projectId, userId, rater }: GuardedRater,
  isLeftOut: boolean,
  db: Db,
): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.isLeftOut === isLeftOut) return toRaterStatus(rater)
  return inTransaction(db, async (tx) => {
    const where = { projectId_id: { projectId, id: raterId } }
    const pausedAt = isLeftOut ? (rater.pausedAt ?? new Date()) : rater.pausedAt
    const changed = await tx.rater.update({ where, data: { isLeftOut, pausedAt } })
    if (isLeftOut) await settleAlerts({ projectId, raterId }, userId, tx)
    const action = isLeftOut ? 'rater.leave-out' : 'rater.take-in'
    await writeAuditEvent(tx, { projectId, userId, action, details: { raterId } })
    return toRaterStatus(changed)
  })
}
