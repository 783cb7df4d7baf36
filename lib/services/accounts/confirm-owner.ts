import { prisma } from '@/lib/db/client'
import { accountProblems } from '@/lib/domain/accounts/account-problem'
import { isRecentSignIn } from '@/lib/domain/accounts/session-age'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, forbidden, invalidInput } from '@/lib/errors'
import { checkCredentials } from './check-credentials'

/** Throws AppError `forbidden` for actors without an account. */
export function ownId(actor: Actor): string {
  if (actor.kind !== 'account') throw forbidden('You need an account for this.')
  return actor.userId
}

/** False for accounts that sign in through a provider only. */
export const hasPassword = async (userId: string): Promise<boolean> =>
  (await prisma.appUser.findUniqueOrThrow({ where: { id: userId } })).passwordHash !== null

/** Asks the owner for the password again. Wrong ones count toward the sign-in limits. */
export async function confirmOwner(userId: string, password: string) {
  const { email, passwordHash } = await prisma.appUser.findUniqueOrThrow({ where: { id: userId } })
  if (passwordHash === null)
    throw conflict(
      'You sign in through a provider, so this account has no password, and what needs one cannot be changed here.',
    )
  const account = await checkCredentials({ email, password, origin: { sessionsOf: userId } })
  if (!account)
    throw invalidInput('This is not your current password. Nothing was changed.', {
      currentPassword: 'is not your current password',
    })
  return account
}

export async function confirmOwnerIfPassword(userId: string, password: string | undefined) {
  if (await hasPassword(userId)) await confirmOwner(userId, password ?? '')
}

/** Returns whether the user of this session has proved to the sign-in provider in the last ten minutes who they are. */
export async function isRecentlyAuthenticated(actor: Actor, now = new Date()): Promise<boolean> {
  const userId = ownId(actor)
  const id = actor.kind === 'account' ? actor.sessionId : null
  const session = id ? await prisma.accountSession.findFirst({ where: { id, userId } }) : null
  return session?.authenticatedAt ? isRecentSignIn(session.authenticatedAt, now) : false
}

/** Asks for the password or, without one, a sign-in of the last ten minutes. Throws AppError `conflict` if older. */
export async function confirmOwnerAgain(actor: Actor, currentPassword = ''): Promise<void> {
  const userId = ownId(actor)
  if (await hasPassword(userId)) await confirmOwner(userId, currentPassword)
  else if (!(await isRecentlyAuthenticated(actor))) throw conflict(accountProblems.oldSignIn)
}
