import type { ResetPasswordInput } from '@/lib/contracts/accounts/account'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { newSecret, secretHash } from '@/lib/db/sha256'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, conflict, forbidden } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { accountOfCommand } from './account-of-command'
import { guardManagedAccount } from './members'
import { hashPassword, refuseWeakPassword } from './password'
import { setPassword } from './sessions'

const validMs = 24 * 3_600_000

export interface NewPasswordReset {
  token: string
  expiresAt: Date
}

interface Maker {
  projectId: number | null
  userId: string | null
}

/** Replaces an earlier link of the account. */
async function replaceReset(
  account: { id: string },
  { projectId, userId }: Maker,
  now: Date,
  tx: Db,
): Promise<NewPasswordReset> {
  const token = newSecret()
  const expiresAt = new Date(now.getTime() + validMs)
  const data = { tokenHash: secretHash(token), projectId, madeBy: userId, expiresAt, createdAt: now }
  await tx.passwordReset.upsert({
    where: { userId: account.id },
    create: { userId: account.id, ...data },
    update: data,
  })
  const details = { memberId: account.id, expiresAt: expiresAt.toISOString() }
  await writeAuditEvent(tx, { projectId, userId, action: 'password-reset.create', details })
  return { token, expiresAt }
}

/** Creates a one-time link, as far as `guardManagedAccount` allows. Only the response contains its secret. */
export async function createPasswordReset(
  actor: Actor,
  { slug, memberId }: { slug: string; memberId: string },
  now = new Date(),
): Promise<NewPasswordReset> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  return inTransaction(prisma, async (tx) => {
    const account = await guardManagedAccount({ projectId, adminId: userId, memberId }, tx)
    // Without an identity, the account comes from an archive of a project and has no way in yet.
    if (account.passwordHash === null && (await tx.accountIdentity.count({ where: { userId: account.id } })) > 0)
      throw conflict(
        'This account signs in through a provider and has no password. If that no longer works, the server operator can create a link with npx reassess reset-password.',
      )
    return replaceReset(account, { projectId, userId }, now, tx)
  })
}

/** For any account, even one that could only sign in through a provider, from the command line. */
export async function createPasswordResetByEmail(
  actor: Actor,
  email: string,
  now = new Date(),
): Promise<NewPasswordReset> {
  return inTransaction(prisma, async (tx) => {
    const account = await accountOfCommand(actor, email, tx)
    return replaceReset(account, { projectId: null, userId: null }, now, tx)
  })
}

/** Returns the reset if its link works and its admin is still allowed to: a removed one must not keep a way in. */
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

const linkOver = () => forbidden('This link no longer works. Nothing was changed. Ask for a new link.')

/** Also ends the account's sessions. Of concurrent calls, one succeeds. Returns the account's e-mail. */
export async function resetPassword({ token, password }: ResetPasswordInput, now = new Date()): Promise<string> {
  // Checked before hashing, which is slow: guessing links must not keep the server busy.
  const open = await findOpenReset(token, now, prisma)
  if (!open) throw linkOver()
  await refuseWeakPassword(password, open.user.email)
  const passwordHash = await hashPassword(password)
  return inTransaction(prisma, async (tx) => {
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
