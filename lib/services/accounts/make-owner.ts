import { prisma } from '@/lib/db/client'
import { inTransaction, lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { accountOfCommand } from './account-of-command'

/** Throws AppError `not-found` for an unknown e-mail, and `conflict` if the account owns the server already. */
export async function makeOwner(actor: Actor, email: string): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    await lockByKey(tx, 'owner')
    const account = await accountOfCommand(actor, email, tx)
    if (account.isOwner) throw conflict('This account owns the server already. Nothing was changed.')
    await tx.appUser.updateMany({ where: { isOwner: true }, data: { isOwner: false } })
    await tx.appUser.update({ where: { id: account.id }, data: { isOwner: true } })
    // Such as those imported on the command line while nobody owned the server.
    const withoutAdmin = { memberships: { none: { role: 'admin' as const } } }
    for (const { id: projectId } of await tx.project.findMany({ where: withoutAdmin, select: { id: true } })) {
      const key = { projectId, userId: account.id }
      const role = 'admin'
      await tx.membership.upsert({ where: { projectId_userId: key }, create: { ...key, role }, update: { role } })
    }
    const details = { memberId: account.id }
    await writeAuditEvent(tx, { projectId: null, userId: null, action: 'account.make-owner', details })
  })
}
