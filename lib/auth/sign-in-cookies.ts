import type { CookiesOptions } from 'next-auth'
import { env } from '@/lib/env'

/** What cookies are encrypted and signed with. `npm start` always sets it; without it nobody is signed in. */
export function authSecret(): string {
  if (!env.NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set.')
  return env.NEXTAUTH_SECRET
}

/** Whether browsers reach this server by https, so that cookies may insist on it. */
export const isSecureAddress = (): boolean => env.NEXTAUTH_URL?.startsWith('https://') ?? false

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
