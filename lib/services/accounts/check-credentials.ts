import { prisma } from '@/lib/db/client'
import { type AttemptLimit, refundAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import { verifyPassword } from './password'

/** Where a password is entered: a browser known to this account (`device`), a network, or a session that asks again. */
export type Origin = { device: string } | { network: string } | { sessionsOf: string }

const seconds = 300

/**
 * Limits wrong passwords: ten per account and network, 100 per account, and 100 per network, so that one password
 * cannot be tried on every account. Known browsers have ten of their own, so attackers cannot lock out the owner.
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
 * Returns null for wrong credentials. Throws TooManyAttempts whether or not the account exists. Successes are not
 * counted, since a whole class of raters may sign in from one network.
 */
export async function checkCredentials(credentials: { email: string; password: string; origin: Origin }) {
  const email = credentials.email.trim().toLowerCase()
  const limits = limitsOf(email, credentials.origin)
  await takeAttempt(limits)
  const user = await prisma.appUser.findUnique({ where: { email } })
  if (!(await verifyPassword(credentials.password, user?.passwordHash ?? null)) || !user) return null
  await refundAttempt(limits)
  return { id: user.id, email: user.email, name: user.name, isOwner: user.isOwner, tokenVersion: user.tokenVersion }
}
