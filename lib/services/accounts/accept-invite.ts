import type { AcceptInviteInput, AcceptInviteOutput } from '@/lib/contracts/accounts/invite'
import { useInvite as takeUse } from '@/lib/db/accounts/invite-query'
import { type Db, prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { accountProblems } from '@/lib/domain/accounts/account-problem'
import { inviteState } from '@/lib/domain/accounts/invite-state'
import { type Actor, isAtLeast, type Role, roles } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { giveBackAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import { inviteStateSentence } from '@/lib/wording/accounts'
import { hashPassword, refuseWeakPassword } from './password'

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
  if (!account && !signedIn) throw new AppError('unauthenticated', 'Sign in or create an account to join.')
  const state = inviteState(invite, now)
  if (state !== 'active') throw new AppError('conflict', inviteStateSentence[state])
  const role = account
    ? await joinAsNew(tokenHash, account)
    : await prisma.$transaction((db) => join(tokenHash, async () => signedIn, db))
  return { projectSlug: project.slug, role }
}

async function joinAsNew(tokenHash: string, { name, email, password }: NewAccount): Promise<Role> {
  await refuseWeakPassword(password, email, 'account.password')
  // Otherwise an invite could be used to find out which e-mails have accounts.
  const limits = [{ name: 'e-mail of invite', of: [tokenHash], most: 30, seconds: 300 }]
  await takeAttempt(limits)
  const passwordHash = await hashPassword(password)
  try {
    const role = await prisma.$transaction((db) =>
      join(tokenHash, async () => (await db.appUser.create({ data: { name, email, passwordHash } })).id, db, true),
    )
    await giveBackAttempt(limits)
    return role
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken() : error
  }
}

type NewAccount = NonNullable<AcceptInviteInput['account']>

const emailTaken = () =>
  new AppError('conflict', 'An account with this e-mail already exists. Sign in, then open the link again.', {
    'account.email': accountProblems.takenEmail,
  })

/** Null unless the account is a member with at least the invite's role. */
async function keptRole({ projectId, role }: { projectId: number; role: Role }, userId: string): Promise<Role | null> {
  const member = await prisma.membership.findUnique({ where: { projectId_userId: { projectId, userId } } })
  return member && isAtLeast(member.role, role) ? member.role : null
}

/** Uses up one use of the invite and returns its role. */
async function join(
  tokenHash: string,
  account: () => Promise<string | null>,
  db: Db,
  isNewAccount = false,
): Promise<Role> {
  const used = await takeUse(tokenHash, db)
  if (!used) throw new AppError('conflict', inviteStateSentence['used-up'])
  const userId = await account()
  if (!userId) throw new AppError('unauthenticated', 'Sign in first.')
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
