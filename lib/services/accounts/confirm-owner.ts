import { type Db, prisma } from '@/lib/db/client'
import { isRecentSignIn } from '@/lib/domain/accounts/session-age'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { checkCredentials } from './check-credentials'
import { ownId } from './own-id'

/** False for accounts that sign in through a provider only. */
export const hasPassword = async (userId: string, db: Db = prisma): Promise<boolean> =>
  (await db.appUser.findUniqueOrThrow({ where: { id: userId } })).passwordHash !== null

/** Asks the owner for the password again. Wrong ones count toward the sign-in limits. */
export async function confirmOwner(userId: string, password: string, db: Db = prisma) {
  const { email, passwordHash } = await db.appUser.findUniqueOrThrow({ where: { id: userId } })
  if (passwordHash === null)
    throw new AppError(
      'conflict',
      'You sign in through a provider, so this account has no password, and what needs one cannot be changed here.',
    )
  const account = await checkCredentials({ email, password, origin: { sessionsOf: userId } }, db)
  if (!account)
    throw new AppError('invalid-input', 'This is not your current password. Nothing was changed.', {
      currentPassword: 'is not your current password',
    })
  return account
}

export async function confirmOwnerIfPassword(userId: string, password: string | undefined, db: Db = prisma) {
  if (await hasPassword(userId, db)) await confirmOwner(userId, password ?? '', db)
}

/**
 * Asks for the password, or for a sign-in of the last ten minutes if the account has none. Throws AppError `conflict` if
 * that sign-in is too old.
 */
export async function confirmOwnerAgain(
  actor: Actor,
  { currentPassword = '', now = new Date() }: { currentPassword?: string | undefined; now?: Date },
  db: Db = prisma,
): Promise<void> {
  const userId = ownId(actor)
  if (await hasPassword(userId, db)) {
    await confirmOwner(userId, currentPassword, db)
    return
  }
  const id = actor.kind === 'account' ? actor.sessionId : null
  const session = id ? await db.accountSession.findFirst({ where: { id, userId } }) : null
  if (!session || !isRecentSignIn(session.startedAt, now))
    throw new AppError('conflict', 'Your last sign-in is too long ago for this. Sign in again. Nothing was changed.')
}
