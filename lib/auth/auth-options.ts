import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { checkCredentials } from '@/lib/services/check-credentials'
import { findAccount } from '@/lib/services/find-account'

declare module 'next-auth' {
  interface Session {
    account: { userId: string; isOwner: boolean; name: string; email: string } | null
  }
  interface User {
    tokenVersion: number
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    tokenVersion?: number
  }
}

const credentials = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) })

export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 7 * 24 * 3600 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(raw, request) {
        const parsed = credentials.safeParse(raw)
        if (!parsed.success) return null
        const address = String(request.headers?.['x-forwarded-for'] ?? 'direct').split(',')[0]
        try {
          return await checkCredentials({ ...parsed.data, address })
        } catch (error) {
          if (error instanceof AppError) throw new Error(error.code)
          throw error
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, tokenVersion: user.tokenVersion } : token),
    // The account is read on every request: one that is gone, or signed out everywhere, counts at once.
    async session({ session, token }) {
      const account = token.sub ? await findAccount(token.sub) : null
      const isValid = account !== null && account.tokenVersion === token.tokenVersion
      return {
        expires: session.expires,
        account: isValid
          ? { userId: account.id, isOwner: account.isOwner, name: account.name, email: account.email }
          : null,
      }
    },
    redirect: ({ url, baseUrl }) => {
      if (url.startsWith('/') && !url.startsWith('//') && !url.startsWith('/\\')) return `${baseUrl}${url}`
      return URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl
    },
  },
}
