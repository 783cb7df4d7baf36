import { prisma } from '@/lib/db/client'
import { settleAlerts } from '@/lib/db/quality/quality-alerts'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** Settles an alert. Its rule then considers only the rater's answers from now on. Idempotent. */
export async function settleAlert(
  actor: Actor,
  { slug, alertId }: { slug: string; alertId: number },
): Promise<{ alertId: number }> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const alert = await prisma.qualityAlert.findUnique({ where: { projectId_id: { projectId, id: alertId } } })
  if (!alert) throw notFound('alert')
  return prisma.$transaction(async (tx) => {
    const settled = await settleAlerts({ projectId, id: alertId }, userId, tx)
    if (settled > 0)
      await writeAuditEvent(tx, { projectId, userId, action: 'quality.settle-alert', details: { alertId } })
    return { alertId }
  })
}
