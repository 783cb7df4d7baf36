import { encode } from 'next-auth/jwt'
import { env } from '@/lib/env'
import { authOptions, type PanelSession } from './session'

const maxAge = 24 * 3600

/**
 * The Set-Cookie line that opens the session of someone whom a panel sent. It is next-auth's own cookie, read like every
 * other session; whoever was signed in in this browser is so no more.
 */
export async function panelSessionCookie(panelist: PanelSession): Promise<string> {
  const isSecure = env.NEXTAUTH_URL?.startsWith('https://') ?? false
  const name = `${isSecure ? '__Secure-' : ''}next-auth.session-token`
  const token = await encode({ token: { panelist }, secret: String(authOptions.secret), maxAge })
  return `${name}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
