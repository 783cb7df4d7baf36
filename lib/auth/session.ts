import { headers } from 'next/headers'
import { getServerSession, type NextAuthOptions, type Session } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { cache } from 'react'
import { z } from 'zod'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { TooManyAttempts } from '@/lib/errors'
import { openSessionAccount } from '@/lib/services/access/session-account'
import { beginSession, signOut } from '@/lib/services/accounts/sessions'
import { signInByPassword } from '@/lib/services/accounts/sign-in-by-password'
import { isVisitOpen } from '@/lib/services/recruitment/visits'
import { clientNetwork } from './client-network'
import { knownDevice, rememberDevice } from './device-cookie'
import { accountOfOutsider, outsideProviders } from './outside-provider'
import { beginOf, isSessionOver, nowSeconds, type PanelSession } from './session-cookie'
import { signInCookies } from './sign-in-cookies'

declare module 'next-auth' {
  interface Session {
    subject: { userId: string; tokenVersion: number; sessionId: string | null } | null
    panelist: PanelSession | null
  }
  interface User {
    tokenVersion: number
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    tokenVersion?: number
    /** The row of the session. Those that began before sessions had rows have none. */
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
          // next-auth passes on nothing but the text of an error; the page of the sign-in reads it.
          if (typeof account === 'string') throw new Error(account)
          if (account) await rememberDevice(account.email)
          return account
        } catch (error) {
          // The route of the sign-in makes a 429 of it.
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
      // The same object goes on to the token: from here on it is our account, not the provider's.
      Object.assign(user, { id: found.userId, tokenVersion: found.tokenVersion })
      return true
    },
    jwt: async ({ token, user }) => {
      if (user) {
        const sid = await beginSession(user.id, (await headers()).get('user-agent'))
        return { sub: user.id, tokenVersion: user.tokenVersion, sid, since: nowSeconds() }
      }
      const since = beginOf(token)
      return since === null ? token : { ...token, since }
    },
    // Only what the token says: next-auth turns an error thrown here into "not signed in", and a database that is away
    // for a moment must not sign anyone out. Who uses the session looks the account up: see currentActor.
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
  /** Lets in also an account that has to set up a second factor before anything else. */
  mayMissSecondFactor?: boolean | undefined
}

/**
 * The account behind this request's session; null when nobody is signed in. It is read each time, so that an account that
 * is gone, or signed out everywhere, counts at once. Throws when the database cannot be reached.
 */
export const currentAccount = async (admitted: Admitted = {}) =>
  accountOf(await getServerSession(authOptions), admitted)

// The layout of a page and the page both ask; outside of a page each call reads.
const readAccount = cache((userId: string, tokenVersion: number, sessionId: string | null) =>
  openSessionAccount({ userId, tokenVersion, sessionId }),
)

/** Whoever has to set up a second factor first is not signed in, for every page and every endpoint but those for doing so. */
async function accountOf(session: Session | null, { mayMissSecondFactor = false }: Admitted) {
  const subject = session?.subject
  const account = subject && (await readAccount(subject.userId, subject.tokenVersion, subject.sessionId))
  return account && (mayMissSecondFactor || !account.isSecondFactorMissing) ? account : null
}

/** Who asks: an account, or someone whom a panel sent and whose identity was not erased since. */
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
