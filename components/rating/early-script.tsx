'use client'

import type { EarlyStart } from '@/lib/client/rating/early-answers'

/**
 * Lets the first task be answered before the scripts of the page have come. The text of the script is no property: it
 * would come twice, in the markup and in the data from which React makes the page its own.
 */
export function EarlyScript({ start, nonce }: { start: EarlyStart; nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      data-start={JSON.stringify(start)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the script is ours, and what it is about is an attribute
      dangerouslySetInnerHTML={{ __html: (typeof window === 'undefined' && globalThis.earlyScript) || '' }}
      suppressHydrationWarning
    />
  )
}
