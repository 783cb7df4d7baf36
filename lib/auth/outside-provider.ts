import { cookies } from 'next/headers'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '@/lib/env'
import { findInvite } from '@/lib/services/accounts/invites'
import { recordSignIn } from '@/lib/services/accounts/sign-in-by-password'
import { signInByProvider } from '@/lib/services/accounts/sign-in-by-provider'
import { callbackCookieName } from './sign-in-cookies'

interface Claims extends Record<string, unknown> {
  sub: string
}

export const outsideProviderName = () => (env.OIDC_ISSUER === undefined ? null : env.OIDC_NAME)

export function outsideProviders(): OAuthConfig<Claims>[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer || !clientId || !clientSecret) return []
  return [
    {
      id: 'oidc',
      name: env.OIDC_NAME,
      type: 'oauth',
      wellKnown: `${withoutSlash(issuer)}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid email profile' } },
      // Some providers include the email in the token, others only in the userinfo response.
      userinfo: {
        request: async ({ client, tokens }) => {
          const { metadata } = client.issuer
          refuseOtherIssuer(metadata.issuer, issuer)
          const token = tokens.id_token ? decoded(tokens.id_token) : {}
          return {
            ...token,
            ...(metadata.userinfo_endpoint ? await client.userinfo(tokens as never) : {}),
            authenticatedAt: authenticatedAt(token.auth_time, metadata.claims_supported, new Date()),
          }
        },
      },
      profile: ({ sub }) => ({ id: sub, tokenVersion: 0 }),
    },
  ]
}

const withoutSlash = (address: string) => address.replace(/\/+$/, '')

/**
 * Accounts are stored under the configured issuer, but signatures are checked against the one in the provider's
 * metadata. Throws if they differ.
 */
export function refuseOtherIssuer(named: string, expected: string): void {
  if (withoutSlash(named) !== withoutSlash(expected))
    throw new Error(`The provider of OIDC_ISSUER (${expected}) calls itself ${named}. Set OIDC_ISSUER to that name.`)
}

/** Decodes the claims of a token that has already been verified. */
const decoded = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8'))

/**
 * Returns when the user proved to the provider who they are: now, for a provider that neither says nor claims to know.
 * Null if one that claims to know does not say, as when the request was changed in the browser.
 */
export function authenticatedAt(authTime: unknown, claimsSupported: unknown, now: Date): Date | null {
  if (typeof authTime === 'number') return new Date(authTime * 1_000)
  return Array.isArray(claimsSupported) && claimsSupported.includes('auth_time') ? null : now
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)

/** Returns the account, or the address of the page that explains why there is none. */
export async function accountOfOutsider(claims: Record<string, unknown>) {
  const subject = text(claims.sub)
  if (subject === null || env.OIDC_ISSUER === undefined) return '/sign-in?error=oidcFailed'
  const mayBeNew = env.OIDC_ALLOW_NEW === '1' || (await holdsInvite())
  const signedIn = await signInByProvider(
    {
      provider: env.OIDC_ISSUER,
      subject,
      email: text(claims.email),
      isEmailVerified: claims.email_verified === true || claims.email_verified === 'true',
      name: text(claims.name),
    },
    mayBeNew,
  )
  if ('refusal' in signedIn) return `/sign-in?error=${signedIn.refusal}`
  await recordSignIn(signedIn.userId, 'provider', null)
  return { ...signedIn, authenticatedAt: claims.authenticatedAt instanceof Date ? claims.authenticatedAt : null }
}

/** Whether this sign-in was started on the page of an invite that is still open. */
async function holdsInvite(): Promise<boolean> {
  const jar = await cookies()
  const goal = jar.get(callbackCookieName())?.value
  if (!goal || !URL.canParse(goal)) return false
  const { pathname, searchParams } = new URL(goal)
  const token = searchParams.get('token')
  if (pathname !== '/join' || token === null) return false
  return (await findInvite(token))?.state === 'active'
}
