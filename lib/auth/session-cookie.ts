import { encode, type JWT } from 'next-auth/jwt'
import { authSecret, isSecureAddress } from './auth-secret'
import { accountMaxAge, type PanelSession } from './session'

/** The Set-Cookie line of a session. It is next-auth's own cookie, read like every other session. */
async function sessionCookie(token: JWT, maxAge: number): Promise<string> {
  const isSecure = isSecureAddress()
  const name = `${isSecure ? '__Secure-' : ''}next-auth.session-token`
  const value = await encode({ token, secret: authSecret(), maxAge })
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

/** Opens the session of someone whom a panel sent; whoever was signed in in this browser is so no more. */
export const panelSessionCookie = (panelist: PanelSession) => sessionCookie({ panelist }, 24 * 3600)

/** Lets a browser stay signed in whose account has just ended all sessions. */
export const accountSessionCookie = ({ userId, tokenVersion }: { userId: string; tokenVersion: number }) =>
  sessionCookie({ sub: userId, tokenVersion }, accountMaxAge)
