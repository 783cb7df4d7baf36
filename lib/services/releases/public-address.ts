import { addressOf } from '@/lib/contracts/address-of'
import type { publicReleaseFile, publicReleasePart } from '@/lib/contracts/endpoints/releases'
import { env } from '@/lib/env'

/** Returns the server's own address, without a path. Empty if it is unknown. */
export const serverOrigin = (): string => env.NEXTAUTH_URL ?? ''

/** Returns the path of a release's public page. */
export const publicPath = (slug: string, version: string): string =>
  addressOf('/r/[project]/[version]', { project: slug, version })

/** Returns the address of a release's public page, without the host if that is unknown. */
export const publicAddress = (slug: string, version: string): string => `${serverOrigin()}${publicPath(slug, version)}`

/** Returns the address for citations and search engines; null if the server has no address or only a local one. */
export function citableAddress(slug: string, version: string): string | null {
  if (!env.NEXTAUTH_URL) return null
  const { hostname } = new URL(env.NEXTAUTH_URL)
  return /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname) ? null : publicAddress(slug, version)
}

/** Returns the address of a download without an account, without the host if that is unknown. */
export const downloadAddress = (
  { path }: typeof publicReleaseFile | typeof publicReleasePart,
  { slug, version }: { slug: string; version: string },
  name: string,
): string => `${serverOrigin()}${addressOf(path, { project: slug, version, name })}`
