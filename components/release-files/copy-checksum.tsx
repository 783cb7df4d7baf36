'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** The beginning of a checksum, and a button that copies all of it. */
export function CopyChecksum({ sha256, fileName }: { sha256: string; fileName: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(sha256).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <span className="relative inline-flex items-center gap-1">
      <code title={sha256} className="text-small">
        {sha256.slice(0, 12)}…
      </code>
      <Button
        size="small"
        tone="quiet"
        aria-label={`Copy the SHA-256 of ${fileName}`}
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
      >
        {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </span>
  )
}
