import { type Db, prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { checkCredentials } from './check-credentials'

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
