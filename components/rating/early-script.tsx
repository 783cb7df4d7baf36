'use client'

import type { EarlyStart } from '@/lib/client/rating/early-answers'

/**
 * Lets the rater answer the first task before the page's scripts have loaded. The script is read from a global instead
 * of a prop, which would send it twice: in the markup and in React's hydration data.
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
