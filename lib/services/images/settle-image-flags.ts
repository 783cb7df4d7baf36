import type { SettleFlagsInput } from '@/lib/contracts/images/flagged-image'
import { type Db, prisma } from '@/lib/db/client'
import { settleFlags } from '@/lib/db/images/flagged-image-query'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** Settles or reopens flags, and returns whose flags changed, so that exactly these can be changed back. Idempotent. */
export async function settleImageFlags(
  actor: Actor,
  { slug, imageId, isSettled, raters }: SettleFlagsInput & { slug: string; imageId: number },
  db: Db = prisma,
): Promise<{ raters: number[] }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    const where = { projectId: project.id, imageId }
    if (!(await tx.imageFlag.findFirst({ where, select: { raterId: true } }))) throw notFound('flag')
    const changed = await settleFlags({ ...where, isSettled, raters: raters ?? null, userId }, tx)
    if (changed.length > 0) {
      const details = { imageId, raters: changed }
      const action = isSettled ? 'image-flag.settle' : 'image-flag.reopen'
      await writeAuditEvent(tx, { projectId: project.id, userId, action, details })
    }
    return { raters: changed }
  })
}
