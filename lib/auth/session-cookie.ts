import { encode, type JWT } from 'next-auth/jwt'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import { beginSession } from '@/lib/services/accounts/sessions'
import { authSecret, plainCookie, sessionToken } from './sign-in-cookies'

/** The session of a panel's visitor, which gives access to the rating screen of one project only. */
export interface PanelSession {
  projectId: number
  raterId: number
  visitId: string
}

/** In seconds. */
export const panelMaxAge = 24 * 3600

export const nowSeconds = () => Math.floor(Date.now() / 1000)

/** In seconds. Each read reissues the session with a new `iat`, which counts only for sessions without `since`. */
export const sessionBegin = ({ since, iat }: JWT): number | null => since ?? (typeof iat === 'number' ? iat : null)

export function isSessionOver(token: JWT, now = nowSeconds()): boolean {
  const begin = sessionBegin(token)
  return begin === null || now - begin >= (token.panelist ? panelMaxAge : accountMaxAge)
}

/** Returns the Set-Cookie header of a session. It is next-auth's own cookie, so it is read like every other session. */
async function sessionCookie(token: JWT, maxAge: number): Promise<string> {
  const value = await encode({ token: { ...token, since: nowSeconds() }, secret: authSecret(), maxAge })
  return plainCookie(sessionToken, value, maxAge)
}

/** Replaces any other session in this browser. */
export const panelSessionCookie = (panelist: PanelSession) => sessionCookie({ panelist }, panelMaxAge)

/** Keeps a browser signed in whose account has just ended all sessions. */
export const accountSessionCookie = (session: { userId: string; tokenVersion: number; sessionId: string }) =>
  sessionCookie({ sub: session.userId, tokenVersion: session.tokenVersion, sid: session.sessionId }, accountMaxAge)

/** Returns a response with a new session, for requests that have just ended every session of the account. */
export async function withRenewedSession(
  request: Request,
  { userId, tokenVersion }: { userId: string; tokenVersion: number },
  answer: object = {},
): Promise<Response> {
  const sessionId = await beginSession(userId, request.headers.get('user-agent'))
  const cookie = await accountSessionCookie({ userId, tokenVersion, sessionId })
  return Response.json(answer, { headers: { 'Cache-Control': 'no-store', 'Set-Cookie': cookie } })
}
