import type { Member, MemberInput } from '@/lib/contracts/accounts/member'
import { type Db, prisma } from '@/lib/db/client'
import { endAllLeases } from '@/lib/db/rating/rating-session-query'
import { inTransaction, lockByKey, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { conflict, forbidden, notFound } from '@/lib/errors'
import { changeUnlocked, guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { closeInvitesOf } from './invites'
import { endSessions } from './sessions'

/** Returns members by name, without anything that links them to raters. */
export async function listMembers(actor: Actor, slug: string): Promise<Member[]> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return membersOf(projectId)
}

async function membersOf(projectId: number): Promise<Member[]> {
  const rows = await prisma.membership.findMany({
    where: { projectId },
    include: {
      user: { select: { name: true, email: true, isOwner: true, secondFactor: { select: { confirmedAt: true } } } },
    },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    take: 1000,
  })
  return rows.map(({ userId, user, role, createdAt }) => ({
    ...{ id: userId, name: user.name, email: user.email, role },
    isOwner: user.isOwner,
    hasSecondFactor: Boolean(user.secondFactor?.confirmedAt),
    since: createdAt.toISOString(),
  }))
}

interface ProjectMember {
  slug: string
  memberId: string
}

/** `changedBy` is null for the command line. */
function refuseOwner({ userId, user }: { userId: string; user: { isOwner: boolean } }, changedBy: string | null): void {
  if (user.isOwner && changedBy !== null && changedBy !== userId)
    throw forbidden(
      'This account owns the server, so nobody else can remove it or change its role. Nothing was changed.',
    )
}

async function refuseLastAdmin({ projectId, memberId }: { projectId: number; memberId: string }, tx: Db) {
  const others = { projectId, role: 'admin' as const, userId: { not: memberId } }
  if ((await tx.membership.count({ where: others })) === 0)
    throw conflict('A project needs an admin. Make someone else an admin first.')
}

/** The member's answers stay with the rater number and the project. Tasks held by a removed member go to others. */
async function changeMembership(
  actor: Actor,
  { slug, memberId }: ProjectMember,
  role: MemberInput['role'] | null,
  basedOn?: BaselineValues,
): Promise<Member[]> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  await inTransaction(prisma, async (tx) => {
    await lockProject(tx, projectId)
    // An admin may be deleting their account, which does not wait for the project's lock.
    await lockByKey(tx, 'admins', projectId)
    // This admin may have been removed while waiting for the locks.
    await guardProject(actor, slug, 'admin', tx)
    const where = { projectId_userId: { projectId, userId: memberId } }
    const member = isUuid(memberId)
      ? await tx.membership.findUnique({ where, include: { user: { select: { isOwner: true } } } })
      : null
    if (!member) throw notFound('member')
    refuseStale(member, { role }, basedOn)
    if (member.role === role) return
    refuseOwner(member, userId)
    if (member.role === 'admin') await refuseLastAdmin({ projectId, memberId }, tx)
    if (role === null) await tx.membership.delete({ where })
    else await tx.membership.update({ where, data: { role } })
    if (member.role === 'admin') await closeInvitesOf({ projectId, memberId, role, userId }, tx)
    const details = { memberId, from: member.role, to: role }
    await writeAuditEvent(tx, {
      ...{ projectId, userId, details },
      action: role === null ? 'member.remove' : 'member.change-role',
    })
    if (role !== null) return
    const rater = await tx.raterIdentity.findFirst({ where: { projectId, userId: memberId } })
    if (rater) await endAllLeases(projectId, rater.raterId, tx)
  })
  // Without a check: admins may have given up their own role.
  return membersOf(projectId)
}

/**
 * Throws AppError `conflict` for the last admin and a role that has changed since, `not-found` for an account that is not
 * a member, and `forbidden` if somebody else changes the role of the server's owner.
 */
export const changeMemberRole = (
  actor: Actor,
  { role, basedOn, ...member }: MemberInput & ProjectMember & { basedOn?: BaselineValues },
): Promise<Member[]> => changeMembership(actor, member, role, basedOn)

/** Throws as `changeMemberRole` does. */
export const removeMember = (actor: Actor, member: ProjectMember): Promise<Member[]> =>
  changeMembership(actor, member, null)

/** Signs a member out on every device, as far as `guardManagedAccount` allows. */
export async function endMemberSessions(
  actor: Actor,
  { slug, memberId }: { slug: string; memberId: string },
): Promise<void> {
  await changeUnlocked(actor, slug, async ({ tx, projectId, userId, audit }) => {
    await guardManagedAccount({ projectId, adminId: userId, memberId }, tx)
    await endSessions(memberId, tx)
    await audit('member.end-sessions', { memberId })
  })
}

interface ManagedAccount {
  projectId: number
  /** Acting admin; null for the command line. */
  adminId: string | null
  memberId: string
}

/**
 * Returns the account of a member whom the admin may sign out or send a reset link. That must not give the admin new
 * rights: throws AppError `forbidden` for the server's owner and for accounts that are more than raters elsewhere,
 * `not-found` for non-members, `conflict` for the admin's own account.
 */
export async function guardManagedAccount({ projectId, adminId, memberId }: ManagedAccount, db: Db) {
  const member = isUuid(memberId)
    ? await db.membership.findUnique({
        where: { projectId_userId: { projectId, userId: memberId } },
        include: {
          user: {
            include: { memberships: { where: { projectId: { not: projectId }, role: { not: 'rater' } }, take: 1 } },
          },
        },
      })
    : null
  if (!member) throw notFound('member')
  if (memberId === adminId) throw conflict('This is your own account. Change its password on your account page.')
  const { memberships, ...account } = member.user
  if (account.isOwner || memberships.length > 0)
    throw forbidden(
      'This account has rights outside this project, so an admin of the project cannot do this. The server operator can reset its password with npx reassess reset-password.',
    )
  return account
}
