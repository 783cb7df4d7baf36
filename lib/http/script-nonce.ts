import { headers } from 'next/headers'

/** What a script in a page must carry to be run (lib/cli/web/security-headers.ts). */
export async function scriptNonce(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1]
}
