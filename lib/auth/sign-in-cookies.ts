import type { CookiesOptions } from 'next-auth'
import { env } from '@/lib/env'

/** Returns the secret that encrypts and signs cookies. `npm start` always sets it; without it nobody is signed in. */
export function authSecret(): string {
  if (!env.NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set.')
  return env.NEXTAUTH_SECRET
}

export const isSecureAddress = (): boolean => env.NEXTAUTH_URL?.startsWith('https://') ?? false

const secondsToSignIn = 15 * 60

/** Over https, `__Host-` makes browsers accept the cookie from this exact host only and never send it over http. */
export const cookieName = (name: string): string => `${isSecureAddress() ? '__Host-' : ''}${name}`

/** Returns the Set-Cookie header of a cookie set by our own routes, as strict as those of next-auth. */
export const plainCookie = (name: string, value: string, maxAge: number): string =>
  `${cookieName(name)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecureAddress() ? '; Secure' : ''}`

export const sessionToken = 'next-auth.session-token'
export const callbackCookieName = () => cookieName('next-auth.callback-url')

/** Renames next-auth's cookies with the strictest prefix; by default, sibling hosts could set them. */
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
