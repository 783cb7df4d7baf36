import { type Db, prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { newInviteToken } from './invite-token'
import { guardManagedAccount } from './managed-account'

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
  account: { id: string; passwordHash: string | null },
  { projectId, userId }: Maker,
  now: Date,
  tx: Db,
): Promise<NewPasswordReset> {
  if (account.passwordHash === null)
    throw new AppError('conflict', 'This account signs in through a provider and has no password.')
  const token = newInviteToken()
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
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  return prisma.$transaction(async (tx) => {
    const account = await guardManagedAccount({ projectId, adminId: userId, memberId }, tx)
    return replaceReset(account, { projectId, userId }, now, tx)
  })
}

/** For any account, from the command line. Throws AppError `not-found` for an unknown e-mail. */
export async function createPasswordResetByEmail(
  actor: Actor,
  email: string,
  now = new Date(),
): Promise<NewPasswordReset> {
  if (actor.kind !== 'operator') throw new AppError('forbidden', 'Only the command line can do this.')
  return prisma.$transaction(async (tx) => {
    const account = await tx.appUser.findUnique({ where: { email: email.trim().toLowerCase() } })
    if (!account) throw new AppError('not-found', `There is no account with the e-mail ${email}.`)
    return replaceReset(account, { projectId: null, userId: null }, now, tx)
  })
}
