import type { Db } from '@/lib/db/client'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, notFound } from '@/lib/errors'

interface ManagedAccount {
  projectId: number
  /** The admin who acts; null for the command line. */
  adminId: string | null
  memberId: string
}

/**
 * The account of a member which an admin of the project may sign out, or hand a new password. Whoever has the password of
 * an account may do all that it may, so it must give no right that the admin does not have: an account that owns the
 * server, or is more than a rater in another project, is `forbidden`. AppError `not-found` for a stranger, `conflict` for
 * the admin's own account, whose password only its owner changes, knowing the present one.
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
