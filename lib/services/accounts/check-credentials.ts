import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Db, prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { verifyPassword } from './password'

// An address can be forged where no proxy sets it, so the account alone is limited too, but so high that a stranger
// cannot easily lock its owner out.
const perAccountAndAddress = new RateLimiterMemory({ points: 10, duration: 300 })
const perAccount = new RateLimiterMemory({ points: 100, duration: 300 })
const perAddress = new RateLimiterMemory({ points: 100, duration: 300 })

/**
 * The account that an e-mail and password open, or null. Too many wrong tries within five minutes, for one account from one
 * address (10), for one account (100) or from one address (100), end in `too-many-requests`, whether the account exists
 * or not.
 */
export async function checkCredentials(
  credentials: { email: string; password: string; address: string },
  db: Db = prisma,
) {
  const email = credentials.email.trim().toLowerCase()
  const pair = `${credentials.address} ${email}`
  try {
    await Promise.all([
      perAccountAndAddress.consume(pair),
      perAccount.consume(email),
      perAddress.consume(credentials.address),
    ])
  } catch {
    throw new AppError('too-many-requests', 'Too many attempts. Wait five minutes and try again.')
  }
  const user = await db.appUser.findUnique({ where: { email } })
  if (!(await verifyPassword(credentials.password, user?.passwordHash ?? null)) || !user) return null
  // What succeeded counts against nobody: a whole class of raters may sign in from one address.
  await Promise.all([
    perAccountAndAddress.delete(pair),
    perAccount.reward(email),
    perAddress.reward(credentials.address),
  ])
  return { id: user.id, email: user.email, name: user.name, isOwner: user.isOwner, tokenVersion: user.tokenVersion }
}
