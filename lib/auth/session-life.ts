import type { JWT } from 'next-auth/jwt'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'

/** How long someone whom a panel sent stays signed in, in seconds. */
export const panelMaxAge = 24 * 3600

export const nowSeconds = () => Math.floor(Date.now() / 1000)

/**
 * When the session began, in seconds. A session that is read is written anew, with another time of issue; of one from
 * before the beginning was written down, that time counts.
 */
export const beginOf = ({ since, iat }: JWT): number | null => since ?? (typeof iat === 'number' ? iat : null)

export function isSessionOver(token: JWT, now = nowSeconds()): boolean {
  const begin = beginOf(token)
  return begin === null || now - begin >= (token.panelist ? panelMaxAge : accountMaxAge)
}
