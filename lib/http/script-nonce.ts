import { headers } from 'next/headers'

/** Returns the nonce that a script in a page needs (lib/cli/web/security-headers.ts). */
export async function scriptNonce(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1]
}
