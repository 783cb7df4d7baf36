import { encode, type JWT } from 'next-auth/jwt'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import { beginSession } from '@/lib/services/accounts/sessions'
import { authSecret, plainCookie, sessionToken } from './sign-in-cookies'

/** The session of someone whom a panel sent: it opens the rating screen of one project and nothing else. */
export interface PanelSession {
  projectId: number
  raterId: number
  visitId: string
}

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

/** The Set-Cookie line of a session. It is next-auth's own cookie, read like every other session. */
async function sessionCookie(token: JWT, maxAge: number): Promise<string> {
  const value = await encode({ token: { ...token, since: nowSeconds() }, secret: authSecret(), maxAge })
  return plainCookie(sessionToken, value, maxAge)
}

/** Opens the session of someone whom a panel sent; whoever was signed in in this browser is so no more. */
export const panelSessionCookie = (panelist: PanelSession) => sessionCookie({ panelist }, panelMaxAge)

/** Lets a browser stay signed in whose account has just ended all sessions. */
export const accountSessionCookie = (session: { userId: string; tokenVersion: number; sessionId: string }) =>
  sessionCookie({ sub: session.userId, tokenVersion: session.tokenVersion, sid: session.sessionId }, accountMaxAge)

/** An answer with a new session for the browser that asked: what it asked for has ended every session of its account. */
export async function withRenewedSession(
  request: Request,
  { userId, tokenVersion }: { userId: string; tokenVersion: number },
  answer: object = {},
): Promise<Response> {
  const sessionId = await beginSession(userId, request.headers.get('user-agent'))
  const cookie = await accountSessionCookie({ userId, tokenVersion, sessionId })
  return Response.json(answer, { headers: { 'Cache-Control': 'no-store', 'Set-Cookie': cookie } })
}
