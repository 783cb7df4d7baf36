import { env } from '@/lib/env'

/** Where a release can be seen, by the address this server is reached at; null when none is set or it is this machine's own. */
export function releaseAddress(slug: string, version: string): string | null {
  if (!env.NEXTAUTH_URL) return null
  const { hostname, origin } = new URL(env.NEXTAUTH_URL)
  if (/^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname)) return null
  return `${origin}/projects/${encodeURIComponent(slug)}/releases/${encodeURIComponent(version)}`
}
