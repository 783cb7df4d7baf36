import { encode, type JWT } from 'next-auth/jwt'
import { authSecret } from './auth-secret'
import type { PanelSession } from './session'
import { accountMaxAge, nowSeconds, panelMaxAge } from './session-life'
import { plainCookie, sessionToken } from './sign-in-cookies'

/** The Set-Cookie line of a session. It is next-auth's own cookie, read like every other session. */
async function sessionCookie(token: JWT, maxAge: number): Promise<string> {
  const value = await encode({ token: { ...token, since: nowSeconds() }, secret: authSecret(), maxAge })
  return plainCookie(sessionToken, value, maxAge)
}

/** Opens the session of someone whom a panel sent; whoever was signed in in this browser is so no more. */
export const panelSessionCookie = (panelist: PanelSession) => sessionCookie({ panelist }, panelMaxAge)

/** Lets a browser stay signed in whose account has just ended all sessions. */
export const accountSessionCookie = ({ userId, tokenVersion }: { userId: string; tokenVersion: number }) =>
  sessionCookie({ sub: userId, tokenVersion }, accountMaxAge)
