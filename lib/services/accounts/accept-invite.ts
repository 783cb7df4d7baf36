import type { AcceptInviteInput, AcceptInviteOutput } from '@/lib/contracts/accounts/invite'
import { useInvite as takeUse } from '@/lib/db/accounts/invite-use-query'
import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { inviteState } from '@/lib/domain/accounts/invite-state'
import { type Actor, isAtLeast, roles } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { giveBackAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import { inviteStateSentence } from '@/lib/wording/accounts'
import { hashPassword, refuseWeakPassword } from './password'

/**
 * Joins a project with the account that is signed in, or with a new one. A use is taken only when somebody joins or rises:
 * a member whose role is no lower keeps it and the invite. Everything or nothing is written.
 */
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
  if (!account && signedIn) {
    const member = await prisma.membership.findUnique({
      where: { projectId_userId: { projectId: project.id, userId: signedIn } },
    })
    if (member && isAtLeast(member.role, invite.role)) return { projectSlug: project.slug, role: member.role }
  }
  if (!account && !signedIn) throw new AppError('unauthenticated', 'Sign in or create an account to join.')
  const state = inviteState(invite, now)
  if (state !== 'active') throw new AppError('conflict', inviteStateSentence[state])
  if (account) await refuseWeakPassword(account.password, account.email, 'account.password')
  // Whoever has an invite could ask with it which e-mails have accounts.
  const limits = account && [{ name: 'e-mail of invite', of: [tokenHash], most: 30, seconds: 300 }]
  if (limits) await takeAttempt(limits)
  const passwordHash = account ? await hashPassword(account.password) : null
  try {
    const joined = await prisma.$transaction(async (db) => {
      const used = await takeUse(tokenHash, db)
      if (!used) throw new AppError('conflict', inviteStateSentence['used-up'])
      const userId =
        account && passwordHash
          ? (await db.appUser.create({ data: { name: account.name, email: account.email, passwordHash } })).id
          : signedIn
      if (!userId) throw new AppError('unauthenticated', 'Sign in first.')
      await db.membership.createMany({
        data: { projectId: used.projectId, userId, role: used.role },
        skipDuplicates: true,
      })
      // A role only ever rises here, also when two invites are taken at once.
      const lower = roles.filter((role) => !isAtLeast(role, used.role))
      await db.membership.updateMany({
        where: { projectId: used.projectId, userId, role: { in: lower } },
        data: { role: used.role },
      })
      const details = { inviteId: used.inviteId, role: used.role, isNewAccount: account !== undefined }
      await writeAuditEvent(db, { projectId: used.projectId, userId, action: 'invite.accept', details })
      return { projectSlug: project.slug, role: used.role }
    })
    if (limits) await giveBackAttempt(limits)
    return joined
  } catch (error) {
    if (!account || !isUniqueViolation(error)) throw error
    const message = 'An account with this e-mail already exists. Sign in, then open the link again.'
    throw new AppError('conflict', message, { 'account.email': 'has an account already' })
  }
}
