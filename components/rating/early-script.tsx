'use client'

import type { EarlyStart } from '@/lib/client/rating/early-answers'

/**
 * Lets the rater answer before the page's scripts have loaded. The source is a global, because a prop would send it
 * twice: in the markup and in React's hydration data.
 */
export function EarlyScript({ start, nonce }: { start: EarlyStart; nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      data-start={JSON.stringify(start)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the script is our own, and its data is in an attribute
      dangerouslySetInnerHTML={{ __html: (typeof window === 'undefined' && globalThis.earlyScript) || '' }}
      suppressHydrationWarning
    />
  )
}
