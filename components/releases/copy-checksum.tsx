'use client'

import { Button } from '@/components/ui/button'
import { Check, Copy } from '@/components/ui/generated/icons'
import { useCopied } from '@/components/ui/use-copied'

export function CopyChecksum({ sha256, fileName }: { sha256: string; fileName: string }) {
  const { isCopied, copy, forget } = useCopied()
  return (
    <span className="relative inline-flex items-center gap-1">
      <code title={sha256} className="text-small">
        {sha256.slice(0, 12)}…
      </code>
      <Button
        size="small"
        tone="quiet"
        aria-label={`Copy the SHA-256 of ${fileName}`}
        onClick={() => copy(sha256)}
        onBlur={forget}
      >
        {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </span>
  )
}
