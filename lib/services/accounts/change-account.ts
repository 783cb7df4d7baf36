import type { ChangeEmailInput, ChangeNameInput, ChangePasswordInput } from '@/lib/contracts/accounts/account'
import { type Db, prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { accountProblems } from '@/lib/domain/accounts/account-problem'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { confirmOwner } from './confirm-owner'
import { ownId } from './own-id'
import { hashPassword, refuseWeakPassword } from './password'
import { setPassword } from './set-password'

// Names and e-mails must be erasable, so audit events do not contain them.
const recordChange = (tx: Db, change: { userId: string; action: AuditAction }) =>
  writeAuditEvent(tx, { ...change, projectId: null, details: {} })

export async function changeName(actor: Actor, { name }: ChangeNameInput): Promise<void> {
  const userId = ownId(actor)
  await prisma.$transaction(async (tx) => {
    await tx.appUser.update({ where: { id: userId }, data: { name } })
    await recordChange(tx, { userId, action: 'account.change-name' })
  })
}

/** Throws AppError `conflict` if another account has the e-mail. */
export async function changeEmail(actor: Actor, { email, currentPassword }: ChangeEmailInput): Promise<void> {
  const userId = ownId(actor)
  const { tokenVersion } = await confirmOwner(userId, currentPassword)
  try {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.appUser.updateMany({ where: { id: userId, tokenVersion }, data: { email } })
      if (count === 0) throw new AppError('conflict', 'Your sessions were ended while this was saved. Sign in again.')
      await recordChange(tx, { userId, action: 'account.change-email' })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', 'Another account has this e-mail. Nothing was changed.', {
      email: accountProblems.takenEmail,
    })
  }
}

/** Ends every session of the account. Returns what the current browser needs for a new one. */
export async function changePassword(
  actor: Actor,
  { currentPassword, password }: ChangePasswordInput,
): Promise<{ userId: string; tokenVersion: number }> {
  const userId = ownId(actor)
  const confirmed = await confirmOwner(userId, currentPassword)
  await refuseWeakPassword(password, confirmed.email)
  const passwordHash = await hashPassword(password)
  const tokenVersion = await prisma.$transaction(async (tx) => {
    const version = await setPassword({ userId, passwordHash, tokenVersion: confirmed.tokenVersion }, tx)
    await recordChange(tx, { userId, action: 'account.change-password' })
    return version
  })
  return { userId, tokenVersion }
}
