import type { CookiesOptions } from 'next-auth'
import { isSecureAddress } from './auth-secret'

const secondsToSignIn = 15 * 60

/** The name of a cookie. Over https browsers then take it from this very host alone, and never send it over http. */
export const cookieName = (name: string): string => `${isSecureAddress() ? '__Host-' : ''}${name}`

/** The Set-Cookie line of a cookie that a route sets by itself, as strict as those of a sign-in. */
export const plainCookie = (name: string, value: string, maxAge: number): string =>
  `${cookieName(name)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecureAddress() ? '; Secure' : ''}`

export const sessionToken = 'next-auth.session-token'
export const callbackCookieName = () => cookieName('next-auth.callback-url')

/** next-auth's own cookies, with the strictest names that browsers know; left alone, they may come from sister hosts. */
export function signInCookies(): Partial<CookiesOptions> {
  const cookie = (name: string, maxAge?: number) => ({
    name,
    options: {
      ...{ httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecureAddress() },
      ...(maxAge !== undefined && { maxAge }),
    },
  })
  return {
    sessionToken: cookie(cookieName(sessionToken)),
    callbackUrl: cookie(callbackCookieName()),
    csrfToken: cookie(cookieName('next-auth.csrf-token')),
    pkceCodeVerifier: cookie(cookieName('next-auth.pkce.code_verifier'), secondsToSignIn),
    state: cookie(cookieName('next-auth.state'), secondsToSignIn),
    nonce: cookie(cookieName('next-auth.nonce'), secondsToSignIn),
  }
}
