'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Copies a text; the button says so until it is used for something else. */
export function CopyText({ text, children }: { text: string; children: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Button size="small" onClick={() => void copy()} onBlur={() => setCopied(false)} className="min-w-[128px]">
      {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      <span aria-live="polite">{isCopied ? 'Copied' : children}</span>
    </Button>
  )
}
