import type { Member, MemberInput } from '@/lib/contracts/accounts/member'
import { type Db, prisma } from '@/lib/db/client'
import { lockByKey, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import { inviteState } from '@/lib/domain/accounts/invite-state'
import { type Actor, isAtLeast } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { listMembers } from './list-members'
import { closeInvite } from './revoke-invite'

interface ProjectMember {
  slug: string
  memberId: string
}

interface Demotion {
  projectId: number
  memberId: string
  /** Null if the member is removed. */
  role: MemberInput['role'] | null
  /** Acting admin; null for the command line. */
  userId: string | null
}

/** Revokes open invites of a former admin that would give them a higher role than they have now. */
async function revokeInvitesOf({ projectId, memberId, role, userId }: Demotion, tx: Db): Promise<void> {
  const now = new Date()
  const invites = await tx.invite.findMany({
    where: { projectId, createdBy: memberId, revokedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  for (const invite of invites) {
    if (inviteState(invite, now) !== 'active' || (role !== null && isAtLeast(role, invite.role))) continue
    await closeInvite({ projectId, inviteId: invite.id, userId }, now, tx)
  }
}

/** The member's answers and decisions stay, since they belong to the rater number and the project. */
async function changeMembership(
  actor: Actor,
  { slug, memberId }: ProjectMember,
  role: MemberInput['role'] | null,
): Promise<Member[]> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, projectId)
    // An admin may be deleting their account, which does not wait for the project's lock.
    await lockByKey(tx, 'admins', projectId)
    const where = { projectId_userId: { projectId, userId: memberId } }
    const member = isUuid(memberId) ? await tx.membership.findUnique({ where }) : null
    if (!member) throw notFound('member')
    if (member.role === role) return
    const others = { projectId, role: 'admin' as const, userId: { not: memberId } }
    if (member.role === 'admin' && (await tx.membership.count({ where: others })) === 0)
      throw new AppError('conflict', 'A project needs an admin. Make someone else an admin first.')
    if (role === null) await tx.membership.delete({ where })
    else await tx.membership.update({ where, data: { role } })
    if (member.role === 'admin') await revokeInvitesOf({ projectId, memberId, role, userId }, tx)
    const details = { memberId, from: member.role, to: role }
    await writeAuditEvent(tx, {
      ...{ projectId, userId, details },
      action: role === null ? 'member.remove' : 'member.change-role',
    })
  })
  return listMembers(actor, slug)
}

/** Throws AppError `conflict` for the last admin, `not-found` for an account that is not a member. */
export const changeMemberRole = (actor: Actor, { role, ...member }: MemberInput & ProjectMember): Promise<Member[]> =>
  changeMembership(actor, member, role)

/** Throws AppError `conflict` for the last admin, `not-found` for an account that is not a member. */
export const removeMember = (actor: Actor, member: ProjectMember): Promise<Member[]> =>
  changeMembership(actor, member, null)
