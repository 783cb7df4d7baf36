import { createHmac, randomBytes } from 'node:crypto'
import { countAttempt, decrementAttempts } from '@/lib/db/session/attempts'
import { env } from '@/lib/env'
import { AppError, TooManyAttempts } from '@/lib/errors'

/** At most `most` attempts in `seconds` of what `name` and `of` identify, such as one account from one address. */
export interface AttemptLimit {
  name: string
  of: readonly string[]
  most: number
  seconds: number
}

// The database gets keyed hashes instead of addresses and e-mails; servers with the same secret share counts.
const secret = env.NEXTAUTH_SECRET ?? randomBytes(32)
const keyOf = ({ name, of }: AttemptLimit) =>
  createHmac('sha256', secret)
    .update(JSON.stringify([name, ...of]))
    .digest('base64url')

/**
 * Counts an attempt under each limit in turn and throws TooManyAttempts at the first exceeded one. Later limits do not
 * count it, so repeated attempts at one account do not use up the limits of others.
 */
export async function takeAttempt(limits: readonly AttemptLimit[]): Promise<void> {
  for (const limit of limits) {
    const { attempts, secondsLeft } = await countAttempt(keyOf(limit), limit.seconds)
    if (attempts > limit.most) throw new TooManyAttempts(secondsLeft, attempts === limit.most + 1)
  }
}

export const refundAttempt = (limits: readonly AttemptLimit[]): Promise<void> => decrementAttempts(limits.map(keyOf))

/**
 * Throws TooManyAttempts after 20 wrong guesses of a link's secret per network in five minutes. The right one always
 * works: it is too long to guess, and an attacker must not lock out others behind the same address.
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
