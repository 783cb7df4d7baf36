import { env } from '@/lib/env'

const pathOf = (...parts: string[]) => parts.map(encodeURIComponent).join('/')

/** Returns the server's own address, without a path. Empty if it is unknown. */
export const serverOrigin = (): string => (env.NEXTAUTH_URL ? new URL(env.NEXTAUTH_URL).origin : '')

/** Returns the address of a release's public page, without the host if that is unknown. */
export const publicAddress = (slug: string, version: string): string => `${serverOrigin()}/r/${pathOf(slug, version)}`

/** Returns the address for citations and search engines; null if the server has no address or only a local one. */
export function citableAddress(slug: string, version: string): string | null {
  if (!env.NEXTAUTH_URL) return null
  const { hostname } = new URL(env.NEXTAUTH_URL)
  return /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname) ? null : publicAddress(slug, version)
}

/** Returns the address of a download without an account, without the host if that is unknown. */
export const downloadAddress = (
  { slug, version }: { slug: string; version: string },
  kind: 'files' | 'parts',
  name: string,
): string => `${serverOrigin()}/api/releases/${pathOf(slug, version, kind, name)}`
