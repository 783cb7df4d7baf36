import { createHmac, randomBytes } from 'node:crypto'
import { type Db, prisma } from '@/lib/db/client'
import { countAttempt, uncountAttempt } from '@/lib/db/session/attempts'
import { env } from '@/lib/env'
import { AppError, TooManyAttempts } from '@/lib/errors'

/** So many attempts in a window of so many seconds; `name` and `of` say of what, such as one account from one address. */
export interface AttemptLimit {
  name: string
  of: readonly string[]
  most: number
  seconds: number
}

// Nobody's address or e-mail is kept: the database has keyed hashes of them, which all servers of one secret make alike.
const secret = env.NEXTAUTH_SECRET ?? randomBytes(32)
const keyOf = ({ name, of }: AttemptLimit) =>
  createHmac('sha256', secret)
    .update(JSON.stringify([name, ...of]))
    .digest('base64url')

/**
 * Counts an attempt under each limit, one after the other, so that what the first refuses is not counted by the next:
 * whoever tries one account again and again uses up nothing of others. Throws TooManyAttempts for the first that is full.
 */
export async function takeAttempt(limits: readonly AttemptLimit[], db: Db = prisma): Promise<void> {
  for (const limit of limits) {
    const { attempts, secondsLeft } = await countAttempt(keyOf(limit), limit.seconds, db)
    if (attempts > limit.most) throw new TooManyAttempts(secondsLeft, attempts === limit.most + 1)
  }
}

/** Takes back an attempt that succeeded. */
export const giveBackAttempt = (limits: readonly AttemptLimit[], db: Db = prisma): Promise<void> =>
  uncountAttempt(limits.map(keyOf), db)

/**
 * Answers wrong guesses of the secret in a link with TooManyAttempts once there were twenty from one network in five
 * minutes. The right secret always works: it has so many random bits that nobody guesses it, and whoever guesses must not
 * keep out the others behind the same address.
 */
export async function limitGuesses<T>(of: string, network: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'forbidden'))
      await takeAttempt([{ name: 'guesses', of: [of, network], most: 20, seconds: 300 }])
    throw error
  }
}
