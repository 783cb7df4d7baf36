import type { RaterStatus } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/session/in-transaction'
import { writeAuditEvent } from '@/lib/db/session/write-audit-event'
import type { Actor } from '@/lib/domain/permissions'
import { guardRater, toRaterStatus } from '@/lib/services/quality/rater-status'

/** Gives a rater no more tasks until resumed. What was answered stays and counts. Pausing twice is pausing once. */
export async function pauseRater(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
  db: Db = prisma,
): Promise<RaterStatus> {
  const { projectId, userId, rater } = await guardRater(actor, { slug, raterId }, db)
  if (rater.pausedAt) return toRaterStatus(rater)
  return inTransaction(db, async (tx) => {
    const where = { projectId_id: { projectId, id: raterId } }
    const paused = await tx.rater.update({ where, data: { pausedAt: new Date() } })
    await writeAuditEvent(tx, { projectId, userId, action: 'rater.pause', details: { raterId } })
    return toRaterStatus(paused)
  })
}
