import { encode, type JWT } from 'next-auth/jwt'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import { authSecret } from './auth-secret'
import type { PanelSession } from './session'
import { nowSeconds, panelMaxAge } from './session-life'
import { plainCookie, sessionToken } from './sign-in-cookies'

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
