import type { JWT } from 'next-auth/jwt'

/** How long someone with an account stays signed in, in seconds; never longer, however often the session is used. */
export const accountMaxAge = 7 * 24 * 3600
/** The same for someone whom a panel sent. */
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
