import type { RaterStatus } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { type GuardedRater, guardRater, toRaterStatus } from '@/lib/services/quality/rater-status'

export const pauseRater = async (actor: Actor, at: { slug: string; raterId: number }): Promise<RaterStatus> =>
  pause(await guardRater(actor, at), prisma)

/** Stops giving tasks to a rater until resumed. Submitted answers stay and count. Idempotent. */
export async function pause({ projectId, userId, rater }: GuardedRater, db: Db): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.pausedAt) return toRaterStatus(rater)
  return inTransaction(db, async (tx) => {
    const where = { projectId_id: { projectId, id: raterId } }
    const paused = await tx.rater.update({ where, data: { pausedAt: new Date() } })
    await writeAuditEvent(tx, { projectId, userId, action: 'rater.pause', details: { raterId } })
    return toRaterStatus(paused)
  })
}
