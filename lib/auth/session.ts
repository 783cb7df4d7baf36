import { headers } from 'next/headers'
import { getServerSession, type NextAuthOptions, type Session } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { cache } from 'react'
import { z } from 'zod'
import { type AnyEndpoint, acceptsTokens } from '@/lib/contracts/endpoint'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { forbidden, TooManyAttempts } from '@/lib/errors'
import { openSessionAccount } from '@/lib/services/access/session-account'
import { openAccessToken } from '@/lib/services/accounts/access-tokens'
import { beginSession, signOut } from '@/lib/services/accounts/sessions'
import { signInByPassword } from '@/lib/services/accounts/sign-in-by-password'
import { isVisitOpen } from '@/lib/services/recruitment/visits'
import { clientNetwork } from './client-network'
import { knownDevice, rememberDevice } from './device-cookie'
import { accountOfOutsider, outsideProviders } from './outside-provider'
import { isSessionOver, nowSeconds, type PanelSession, sessionBegin } from './session-cookie'
import { signInCookies } from './sign-in-cookies'

declare module 'next-auth' {
  interface Session {
    subject: { userId: string; tokenVersion: number; sessionId: string | null } | null
    panelist: PanelSession | null
  }
  interface User {
    tokenVersion: number
    /** Null or missing unless a provider signed the user in. */
    authenticatedAt?: Date | null
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    tokenVersion?: number
    /** The id of the session's row. Sessions older than the table have none. */
    sid?: string
    panelist?: PanelSession
    /** When the session began, in seconds. */
    since?: number
  }
}

const credentials = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(200),
  code: z.string().max(40).optional(),
})

export const authOptions: NextAuthOptions = {
  ...(env.NEXTAUTH_SECRET && { secret: env.NEXTAUTH_SECRET }),
  session: { strategy: 'jwt', maxAge: accountMaxAge },
  cookies: signInCookies(),
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: {}, password: {}, code: {} },
      async authorize(raw) {
        const parsed = credentials.safeParse(raw)
        if (!parsed.success) return null
        const device = await knownDevice(parsed.data.email)
        const origin = device ? { device } : { network: clientNetwork(await headers()) }
        try {
          const account = await signInByPassword({ ...parsed.data, origin })
          // next-auth passes on only the message of an error, which the sign-in page reads.
          if (typeof account === 'string') throw new Error(account)
          if (account) await rememberDevice(account.email)
          return account
        } catch (error) {
          // The sign-in route turns this into a 429.
          if (error instanceof TooManyAttempts) throw new Error(`${error.code}:${error.retryAfterSeconds}`)
          throw error
        }
      },
    }),
    ...outsideProviders(),
  ],
  events: {
    signOut: async ({ token }) => {
      if (token?.sub) await signOut(token.sub, token.sid ?? null)
    },
  },
  callbacks: {
    signIn: async ({ user, account, profile }) => {
      if (account?.provider !== 'oidc') return true
      const found = await accountOfOutsider({ ...profile })
      if (typeof found === 'string') return found
      // next-auth passes the same object to the token, so it must hold our account instead of the provider's.
      const { userId: id, tokenVersion, authenticatedAt } = found
      Object.assign(user, { id, tokenVersion, authenticatedAt })
      return true
    },
    jwt: async ({ token, user }) => {
      if (user) {
        const sid = await beginSession(user.id, (await headers()).get('user-agent'), user.authenticatedAt)
        return { sub: user.id, tokenVersion: user.tokenVersion, sid, since: nowSeconds() }
      }
      const since = sessionBegin(token)
      return since === null ? token : { ...token, since }
    },
    // Uses only the token: next-auth treats an error thrown here as "not signed in", and a database that is briefly
    // unreachable must not sign anyone out. The account is looked up when the session is used: see currentActor.
    session: ({ session, token }) => {
      const { expires } = session
      if (isSessionOver(token)) return { expires, subject: null, panelist: null }
      return {
        expires,
        subject: token.sub
          ? { userId: token.sub, tokenVersion: token.tokenVersion ?? 0, sessionId: token.sid ?? null }
          : null,
        panelist: token.sub ? null : (token.panelist ?? null),
      }
    },
    redirect: ({ url, baseUrl }) => {
      if (url.startsWith('/') && !url.startsWith('//') && !url.startsWith('/\\')) return `${baseUrl}${url}`
      return URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl
    },
  },
}

interface Admitted {
  /** Also admits an account that still has to set up a required second factor. */
  mayMissSecondFactor?: boolean | undefined
}

/**
 * Null if nobody is signed in. Read for each request, so that deleting the account or signing out everywhere takes
 * effect at once. Throws if the database is unreachable.
 */
export const currentAccount = async (admitted: Admitted = {}) =>
  accountOf(await getServerSession(authOptions), admitted)

// Cached per page, since layout and page both call it; outside of a page each call reads.
const readAccount = cache((userId: string, tokenVersion: number, sessionId: string | null) =>
  openSessionAccount({ userId, tokenVersion, sessionId }),
)

/** Null for accounts that still have to set up a required second factor, except where that is allowed. */
async function accountOf(session: Session | null, { mayMissSecondFactor = false }: Admitted) {
  const subject = session?.subject
  const account = subject && (await readAccount(subject.userId, subject.tokenVersion, subject.sessionId))
  return account && (mayMissSecondFactor || !account.isSecondFactorMissing) ? account : null
}

/** Returns the actor of this request: an account, or a panel's visitor whose identity has not been erased. */
export async function currentActor(admitted: Admitted = {}): Promise<Actor | null> {
  const session = await getServerSession(authOptions)
  if (session?.panelist) {
    const { projectId, raterId, visitId } = session.panelist
    const panelist = { kind: 'panelist', projectId, raterId, visitId } as const
    return (await isVisitOpen(panelist)) ? panelist : null
  }
  const account = await accountOf(session, admitted)
  if (!account) return null
  const { userId, isOwner, sessionId } = account
  return { kind: 'account', userId, isOwner, sessionId }
}

/**
 * Returns the account of an access token and the token's name. Throws AppError `forbidden` for endpoints that only
 * people may use, such as those of raters, and for changes with a token that can only read.
 */
export async function actorOfToken(token: string, endpoint: AnyEndpoint) {
  const { actor, canWrite, name } = await openAccessToken(token)
  if (!acceptsTokens(endpoint)) throw forbidden('Access tokens cannot be used for this. Sign in on the website.')
  if (!canWrite && endpoint.method !== 'GET')
    throw forbidden('This access token can only read. Create one on /account that can also change data.')
  return { actor, name }
}
