import { type Db, prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'
import { endSessions } from './sessions'

async function forgetFactor(accountId: string, userId: string | null, tx: Db): Promise<void> {
  const { count } = await tx.secondFactor.deleteMany({ where: { userId: accountId } })
  if (count === 0) throw new AppError('conflict', 'This account has no second factor. Nothing was changed.')
  await endSessions(accountId, tx)
  const details = { memberId: accountId }
  await writeAuditEvent(tx, { projectId: null, userId, action: 'account.reset-second-factor', details })
}

/**
 * Removes a lost second factor and signs the account out everywhere; the password is still required. For the server's
 * owner. Throws AppError `conflict` for the owner's own account.
 */
export async function resetSecondFactor(actor: Actor, accountId: string): Promise<void> {
  if (actor.kind !== 'account' || !canCreateProjects(actor))
    throw new AppError('forbidden', 'Only the account that set up this server can reset a second factor.')
  if (accountId === actor.userId)
    throw new AppError('conflict', 'This is your own account. Turn its second factor off on your account page.')
  await prisma.$transaction(async (tx) => {
    const account = isUuid(accountId) ? await tx.appUser.findUnique({ where: { id: accountId } }) : null
    if (!account) throw notFound('account')
    await forgetFactor(accountId, actor.userId, tx)
  })
}

/** For any account, from the command line. Throws AppError `not-found` for an unknown e-mail. */
export async function resetSecondFactorByEmail(actor: Actor, email: string): Promise<void> {
  if (actor.kind !== 'operator') throw new AppError('forbidden', 'Only the command line can do this.')
  await prisma.$transaction(async (tx) => {
    const account = await tx.appUser.findUnique({ where: { email: email.trim().toLowerCase() } })
    if (!account) throw new AppError('not-found', `There is no account with the e-mail ${email}.`)
    await forgetFactor(account.id, null, tx)
  })
}
