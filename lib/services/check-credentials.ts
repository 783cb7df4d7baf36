import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Db, prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { verifyPassword } from './password'

const perAccount = new RateLimiterMemory({ points: 10, duration: 300 })
const perAddress = new RateLimiterMemory({ points: 100, duration: 300 })

/**
 * The account that an e-mail and password open, or null. Ten wrong tries for one account, or a hundred from one address,
 * within five minutes end in `too-many-requests`, whether the account exists or not.
 */
export async function checkCredentials(
  credentials: { email: string; password: string; address: string },
  db: Db = prisma,
) {
  const email = credentials.email.trim().toLowerCase()
  try {
    await Promise.all([perAccount.consume(email), perAddress.consume(credentials.address)])
  } catch {
    throw new AppError('too-many-requests', 'Too many tries. Wait five minutes and try again.')
  }
  const user = await db.appUser.findUnique({ where: { email } })
  if (!(await verifyPassword(credentials.password, user?.passwordHash ?? null)) || !user) return null
  // What succeeded counts against nobody: a whole class of raters may sign in from one address.
  await Promise.all([perAccount.delete(email), perAddress.reward(credentials.address)])
  return { id: user.id, email: user.email, name: user.name, isOwner: user.isOwner, tokenVersion: user.tokenVersion }
}
