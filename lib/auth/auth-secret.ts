import { env } from '@/lib/env'

/** What cookies are encrypted and signed with. `npm start` always sets it; without it nobody is signed in. */
export function authSecret(): string {
  if (!env.NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set.')
  return env.NEXTAUTH_SECRET
}

/** Whether browsers reach this server by https, so that cookies may insist on it. */
export const isSecureAddress = (): boolean => env.NEXTAUTH_URL?.startsWith('https://') ?? false
