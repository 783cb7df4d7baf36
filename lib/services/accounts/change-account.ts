import type {
  ChangeEmailInput,
  ChangeNameInput,
  ChangePasswordInput,
  DeleteAccountInput,
} from '@/lib/contracts/accounts/account'
import { type Db, prisma } from '@/lib/db/client'
import { eraseAccountRows } from '@/lib/db/raters/erase-identity'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import { accountProblems } from '@/lib/domain/accounts/account-problem'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, forbidden, invalidInput } from '@/lib/errors'
import { removeArchives } from '@/lib/storage/archive-store'
import { appendErasures } from '@/lib/storage/erasure-log'
import { confirmOwner, confirmOwnerAgain, ownId } from './confirm-owner'
import { closeInvitesOf } from './invites'
import { hashPassword, refuseWeakPassword } from './password'
import { setPassword } from './sessions'

// Names and e-mails must be erasable, so audit events do not contain them.
const recordChange = (tx: Db, change: { userId: string; action: AuditAction }) =>
  writeAuditEvent(tx, { ...change, projectId: null, details: {} })

export async function changeName(actor: Actor, { name }: ChangeNameInput): Promise<void> {
  const userId = ownId(actor)
  await inTransaction(prisma, async (tx) => {
    await tx.appUser.update({ where: { id: userId }, data: { name } })
    await recordChange(tx, { userId, action: 'account.change-name' })
  })
}

/** Throws AppError `conflict` if another account has the e-mail. */
export async function changeEmail(actor: Actor, { email, currentPassword }: ChangeEmailInput): Promise<void> {
  const userId = ownId(actor)
  const { tokenVersion } = await confirmOwner(userId, currentPassword)
  try {
    await inTransaction(prisma, async (tx) => {
      const { count } = await tx.appUser.updateMany({ where: { id: userId, tokenVersion }, data: { email } })
      if (count === 0) throw conflict('Your sessions were ended while this was saved. Sign in again.')
      await recordChange(tx, { userId, action: 'account.change-email' })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw conflict('Another account has this e-mail. Nothing was changed.', {
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
  const tokenVersion = await inTransaction(prisma, async (tx) => {
    const version = await setPassword({ userId, passwordHash, tokenVersion: confirmed.tokenVersion }, tx)
    await recordChange(tx, { userId, action: 'account.change-password' })
    return version
  })
  return { userId, tokenVersion }
}

/** Throws AppError `conflict` if the account owns the server. The lock keeps it from becoming the owner meanwhile. */
async function refuseServerOwner(userId: string, tx: Db): Promise<void> {
  await lockByKey(tx, 'owner')
  if (!(await tx.appUser.findFirst({ where: { id: userId, isOwner: false } })))
    throw conflict(
      'Your account owns this server. Hand the server over first: npx reassess make-owner EMAIL. Nothing was deleted.',
    )
}

/** Throws AppError `conflict` if the account is the only admin of a project. The locks keep the other admins there. */
async function refuseLastAdmin(userId: string, tx: Db): Promise<void> {
  const own = { deletedAt: null, memberships: { some: { userId, role: 'admin' as const } } }
  const projects = await tx.project.findMany({ where: own, select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of projects) await lockByKey(tx, 'admins', id)
  const orphaned = await tx.project.findMany({
    where: { ...own, NOT: { memberships: { some: { userId: { not: userId }, role: 'admin' } } } },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  if (orphaned.length > 0)
    throw conflict(
      `You are the only admin of ${orphaned.map(({ name }) => `“${name}”`).join(', ')}. Invite another admin first. Nothing was deleted.`,
    )
}

/** Projects whose archives contain the account's name and e-mail. */
async function projectsNaming(userId: string, rated: readonly { projectId: number }[]): Promise<number[]> {
  const of = { where: { userId }, select: { projectId: true }, distinct: ['projectId' as const] }
  const found = [...rated, ...(await prisma.membership.findMany(of)), ...(await prisma.auditEvent.findMany(of))]
  return [...new Set(found.flatMap(({ projectId }) => projectId ?? []))]
}

/**
 * Deletes an account and everything that identifies its owner; votes keep their rater numbers. Throws AppError
 * `conflict` for the owner of the server and the only admin of a project. `email` is typed by the owner to prevent mistakes.
 */
export async function deleteAccount(actor: Actor, { email, currentPassword }: DeleteAccountInput): Promise<void> {
  if (actor.kind !== 'account') throw forbidden('Only an account can be deleted.')
  const { userId } = actor
  const user = await prisma.appUser.findUniqueOrThrow({ where: { id: userId } })
  if (user.email !== email.trim().toLowerCase())
    throw invalidInput('This is not the e-mail of this account. Nothing was deleted.', {
      email: accountProblems.otherEmail,
    })
  await confirmOwnerAgain(actor, currentPassword)
  const raters = await prisma.raterIdentity.findMany({
    where: { userId },
    select: { projectId: true, raterId: true, rater: { select: { project: { select: { slug: true } } } } },
  })
  const named = await projectsNaming(userId, raters)
  const at = new Date().toISOString()
  await inTransaction(prisma, async (db) => {
    await refuseServerOwner(userId, db)
    await refuseLastAdmin(userId, db)
    for (const { projectId } of await db.membership.findMany({ where: { userId } }))
      await closeInvitesOf({ projectId, memberId: userId, role: null, userId }, db)
    await eraseAccountRows(userId, db)
    await writeAuditEvent(db, { projectId: null, userId, action: 'account.delete', details: {} })
    // Last before the commit, as in `eraseIdentity`. Recording them again does no harm.
    await appendErasures([
      ...raters.map(({ raterId, rater }) => ({ project: rater.project.slug, rater: raterId, at })),
      { account: userId, at },
    ])
  })
  for (const projectId of named) await removeArchives(projectId)
}
