import { type Db, prisma } from '@/lib/db/client'
import { type AttemptLimit, giveBackAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import { verifyPassword } from './password'

/**
 * Where a password is tried: in a browser that has signed in to this account before (`device`), which the account trusts;
 * from a network; or in a session of the account that must give its password once more.
 */
export type Origin = { device: string } | { network: string } | { sessionsOf: string }

const seconds = 300

/**
 * What limits wrong passwords. Strangers have ten tries for an account from one network, a hundred for it from all, and a
 * hundred from their network for all accounts together, so that one password cannot be tried on every account. A browser
 * that the account knows has ten of its own, which no stranger can use up: nobody is locked out by others' tries.
 */
function limitsOf(email: string, origin: Origin): AttemptLimit[] {
  if ('device' in origin) return [{ name: 'sign-in by device', of: [email, origin.device], most: 10, seconds }]
  if ('sessionsOf' in origin) return [{ name: 'password in session', of: [origin.sessionsOf], most: 10, seconds }]
  return [
    { name: 'sign-in by account and network', of: [email, origin.network], most: 10, seconds },
    { name: 'sign-in by network', of: [origin.network], most: 100, seconds },
    { name: 'sign-in by account', of: [email], most: 100, seconds },
  ]
}

/**
 * The account that an e-mail and password open, or null. Too many wrong ones end in TooManyAttempts, whether the account
 * exists or not. What succeeds counts against nobody: a whole class of raters may sign in from one network.
 */
export async function checkCredentials(
  credentials: { email: string; password: string; origin: Origin },
  db: Db = prisma,
) {
  const email = credentials.email.trim().toLowerCase()
  const limits = limitsOf(email, credentials.origin)
  await takeAttempt(limits, db)
  const user = await db.appUser.findUnique({ where: { email } })
  if (!(await verifyPassword(credentials.password, user?.passwordHash ?? null)) || !user) return null
  await giveBackAttempt(limits, db)
  return { id: user.id, email: user.email, name: user.name, isOwner: user.isOwner, tokenVersion: user.tokenVersion }
}
