import { z } from 'zod'
import type { AcceptInviteInput, AcceptInviteOutput, Invite, NewInviteInput } from '@/lib/contracts/accounts/member'
import { lockInvite, useInvite as takeUse } from '@/lib/db/accounts/invite-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Invite as InviteRow } from '@/lib/db/generated/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import { newSecret, secretHash } from '@/lib/db/sha256'
import { accountProblems } from '@/lib/domain/accounts/account-problem'
import { type InviteState, inviteState } from '@/lib/domain/accounts/invite-state'
import { type Actor, isAtLeast, type Role, roles } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, conflict, notFound } from '@/lib/errors'
import { refundAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import { guardProject } from '@/lib/services/access/guard-project'
import { inviteStateSentence } from '@/lib/wording/accounts'
import { hashPassword, refuseWeakPassword } from './password'

/** Omits the hash of the secret. */
const inviteView = (row: InviteRow, now: Date): Invite => ({
  id: row.id,
  role: row.role,
  note: row.note,
  maxUses: row.maxUses,
  useCount: row.useCount,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  state: inviteState(row, now),
})

interface InviteOffer {
  state: InviteState
  projectName: string
  role: Role
}

/** Null if there is no such invite or its project is archived. */
export async function findInvite(token: string): Promise<InviteOffer | null> {
  const row = await prisma.invite.findUnique({
    where: { tokenHash: secretHash(token) },
    include: { project: { select: { name: true, archivedAt: true } } },
  })
  if (!row || row.project.archivedAt) return null
  return { state: inviteState(row, new Date()), projectName: row.project.name, role: row.role }
}

const dayMs = 86_400_000

/** Only the response contains the secret; the database stores its hash. */
export async function createInvite(
  actor: Actor,
  { slug, invite }: { slug: string; invite: NewInviteInput },
): Promise<{ invite: Invite; token: string }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const token = newSecret()
  const { role, maxUses, note, daysValid } = invite
  const now = new Date()
  const expiresAt = new Date(now.getTime() + daysValid * dayMs)
  const row = await inTransaction(prisma, async (db) => {
    // An admin who is being removed must not create one after their invites were revoked.
    await lockByKey(db, 'admins', project.id)
    await guardProject(actor, slug, 'admin', db)
    const made = await db.invite.create({
      data: { projectId: project.id, tokenHash: secretHash(token), role, maxUses, note, expiresAt, createdBy: userId },
    })
    const details = { inviteId: made.id, role, maxUses, note, expiresAt: expiresAt.toISOString() }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'invite.create', details })
    return made
  })
  return { invite: inviteView(row, now), token }
}

/** Returns the newest 200 invites, newest first. */
export async function listInvites(actor: Actor, slug: string): Promise<{ invites: Invite[] }> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const rows = await prisma.invite.findMany({
    where: { projectId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
  return { invites: rows.map((row) => inviteView(row, new Date())) }
}

interface RevokedInvite {
  projectId: number
  inviteId: string
  /** Acting admin; null for the command line. */
  userId: string | null
}

/** Marks an invite as revoked and records it, unless it already is. */
async function closeInvite({ projectId, inviteId, userId }: RevokedInvite, now: Date, db: Db): Promise<void> {
  const { count } = await db.invite.updateMany({
    where: { projectId, id: inviteId, revokedAt: null },
    data: { revokedAt: now },
  })
  if (count > 0) await writeAuditEvent(db, { projectId, userId, action: 'invite.revoke', details: { inviteId } })
}

interface Demotion {
  projectId: number
  memberId: string
  /** Null if the member is removed. */
  role: Role | null
  /** Acting admin; null for the command line. */
  userId: string | null
}

const created = z.object({ inviteId: z.uuid() })

/** Revokes open invites of a former admin that would give them a higher role than they have now. */
export async function closeInvitesOf({ projectId, memberId, role, userId }: Demotion, db: Db): Promise<void> {
  const now = new Date()
  const events = await db.auditEvent.findMany({ where: { projectId, userId: memberId, action: 'invite.create' } })
  // Servers of the previous version record only there who created an invite.
  const recorded = events.flatMap(({ details }) => created.safeParse(details).data?.inviteId ?? [])
  const own = [{ createdBy: memberId }, { createdBy: null, id: { in: recorded } }]
  const invites = await db.invite.findMany({
    where: { projectId, revokedAt: null, OR: own },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  for (const invite of invites) {
    if (inviteState(invite, now) !== 'active' || (role !== null && isAtLeast(role, invite.role))) continue
    await closeInvite({ projectId, inviteId: invite.id, userId }, now, db)
  }
}

/** Those who used the invite remain members. Idempotent. */
export async function revokeInvite(
  actor: Actor,
  { slug, inviteId }: { slug: string; inviteId: string },
): Promise<Invite> {
  const now = new Date()
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  if (!isUuid(inviteId)) throw notFound('invite')
  const row = await inTransaction(prisma, async (db) => {
    await closeInvite({ projectId, inviteId, userId }, now, db)
    return db.invite.findUnique({ where: { projectId_id: { projectId, id: inviteId } } })
  })
  if (!row) throw notFound('invite')
  return inviteView(row, now)
}

/** A member whose role is at least the invite's keeps it, and no use of the invite is taken. */
export async function acceptInvite(
  actor: Actor | null,
  { token, account }: AcceptInviteInput,
  now = new Date(),
): Promise<AcceptInviteOutput> {
  const tokenHash = secretHash(token)
  const invite = await prisma.invite.findUnique({ where: { tokenHash }, include: { project: true } })
  if (!invite || invite.project.archivedAt) throw notFound('invite')
  const signedIn = actor?.kind === 'account' ? actor.userId : null
  const { project } = invite
  const kept = !account && signedIn ? await keptRole(invite, signedIn) : null
  if (kept) return { projectSlug: project.slug, role: kept }
  const newMember = account ?? signedIn
  if (!newMember) throw new AppError('unauthenticated', 'Sign in or create an account to join.')
  const state = inviteState(invite, now)
  if (state !== 'active') throw conflict(inviteStateSentence[state])
  const joins = typeof newMember === 'string' ? joinSignedIn(invite, newMember) : joinAsNew(tokenHash, newMember)
  return { projectSlug: project.slug, role: await joins }
}

const joinSignedIn = (invite: InviteRow, userId: string): Promise<Role> =>
  inTransaction(prisma, async (db) => {
    // The same user may be accepting in another tab.
    await lockInvite(invite.tokenHash, db)
    return (await keptRole(invite, userId, db)) ?? (await join(invite.tokenHash, async () => userId, db))
  })

async function joinAsNew(tokenHash: string, { name, email, password }: NewAccount): Promise<Role> {
  await refuseWeakPassword(password, email, 'account.password')
  // Otherwise an invite could be used to find out which e-mails have accounts.
  const limits = [{ name: 'e-mail of invite', of: [tokenHash], most: 30, seconds: 300 }]
  await takeAttempt(limits)
  const passwordHash = await hashPassword(password)
  try {
    const role = await inTransaction(prisma, (db) =>
      join(tokenHash, async () => (await db.appUser.create({ data: { name, email, passwordHash } })).id, db, true),
    )
    await refundAttempt(limits)
    return role
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken() : error
  }
}

type NewAccount = NonNullable<AcceptInviteInput['account']>

const emailTaken = () =>
  conflict('An account with this e-mail already exists. Sign in, then open the link again.', {
    'account.email': accountProblems.takenEmail,
  })

/** Null unless the account is a member with at least the invite's role. */
async function keptRole(
  { projectId, role }: Pick<InviteRow, 'projectId' | 'role'>,
  userId: string,
  db: Db = prisma,
): Promise<Role | null> {
  const member = await db.membership.findUnique({ where: { projectId_userId: { projectId, userId } } })
  return member && isAtLeast(member.role, role) ? member.role : null
}

/** Uses up one use of the invite and returns its role. */
async function join(tokenHash: string, account: () => Promise<string>, db: Db, isNewAccount = false): Promise<Role> {
  const used = await takeUse(tokenHash, db)
  if (!used) throw conflict(inviteStateSentence['used-up'])
  const userId = await account()
  await db.membership.createMany({
    data: { projectId: used.projectId, userId, role: used.role },
    skipDuplicates: true,
  })
  // Only ever raises a role, also for two concurrent invites.
  const lower = roles.filter((role) => !isAtLeast(role, used.role))
  await db.membership.updateMany({
    where: { projectId: used.projectId, userId, role: { in: lower } },
    data: { role: used.role },
  })
  const details = { inviteId: used.inviteId, role: used.role, isNewAccount }
  await writeAuditEvent(db, { projectId: used.projectId, userId, action: 'invite.accept', details })
  return used.role
}
