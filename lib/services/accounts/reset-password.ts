import type { ResetPasswordInput } from '@/lib/contracts/accounts/password-reset'
import { type Db, prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { AppError } from '@/lib/errors'
import { guardManagedAccount } from './managed-account'
import { hashPassword, refuseWeakPassword } from './password'
import { setPassword } from './set-password'

/**
 * Returns the reset if its link still works. The admin who created it must still be allowed to: the account may have
 * gained rights, and a removed admin must not keep a way in.
 */
async function findOpenReset(token: string, now: Date, db: Db) {
  const reset = await db.passwordReset.findUnique({
    where: { tokenHash: secretHash(token) },
    include: { user: { select: { email: true } } },
  })
  if (!reset || reset.expiresAt <= now) return null
  const { projectId, madeBy } = reset
  if (projectId === null) return reset
  if (madeBy !== null) {
    const maker = await db.membership.findUnique({ where: { projectId_userId: { projectId, userId: madeBy } } })
    if (maker?.role !== 'admin') return null
  }
  try {
    await guardManagedAccount({ projectId, adminId: madeBy, memberId: reset.userId }, db)
    return reset
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Returns the account's e-mail; null if the link does not work. */
export const findPasswordReset = async (token: string, now = new Date()): Promise<string | null> =>
  (await findOpenReset(token, now, prisma))?.user.email ?? null

const linkOver = () => new AppError('forbidden', 'This link no longer works. Nothing was changed. Ask for a new link.')

/** Also ends the account's sessions. Of concurrent calls, one succeeds. Returns the account's e-mail. */
export async function resetPassword({ token, password }: ResetPasswordInput, now = new Date()): Promise<string> {
  // Checked before hashing, which is slow: guessing links must not keep the server busy.
  const open = await findOpenReset(token, now, prisma)
  if (!open) throw linkOver()
  await refuseWeakPassword(password, open.user.email)
  const passwordHash = await hashPassword(password)
  return prisma.$transaction(async (tx) => {
    const reset = await findOpenReset(token, now, tx)
    if (!reset) throw linkOver()
    const { userId, tokenHash, projectId, madeBy } = reset
    const { count } = await tx.passwordReset.deleteMany({ where: { userId, tokenHash } })
    if (count === 0) throw linkOver()
    await setPassword({ userId, passwordHash }, tx)
    await writeAuditEvent(tx, { projectId, userId, action: 'password-reset.use', details: { madeBy } })
    return reset.user.email
  })
}
