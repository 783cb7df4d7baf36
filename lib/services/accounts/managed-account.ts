import type { Db } from '@/lib/db/client'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'

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
  if (memberId === adminId)
    throw new AppError('conflict', 'This is your own account. Change its password on your account page.')
  const { memberships, ...account } = member.user
  if (account.isOwner || memberships.length > 0)
    throw new AppError(
      'forbidden',
      'This account has rights outside this project, so an admin of the project cannot do this. The server operator can reset its password with npx reassess reset-password.',
    )
  return account
}
