'use client'

import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Check, Copy } from '@/components/ui/generated/icons'
import { useCopied } from '@/components/ui/use-copied'

interface CopyTextProps {
  label: string
  text: string
  hint?: ReactNode
  isSecret?: boolean
}

export function CopyField({ label, text, hint, isSecret = false }: CopyTextProps) {
  const id = useId()
  const [isShown, setShown] = useState(!isSecret)
  const { isCopied, copy } = useCopied()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-[13px]">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          type={isShown ? 'text' : 'password'}
          autoComplete="off"
          value={text}
          aria-describedby={hint ? `${id}-note` : undefined}
          onFocus={(event) => event.currentTarget.select()}
          className="h-9 w-full min-w-0 rounded-control border border-edge bg-card px-2.5 font-mono text-small text-text"
        />
        {isSecret && <Button onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</Button>}
        <Button aria-label={`Copy: ${label}`} onClick={() => copy(text)}>
          {isCopied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          <span aria-live="polite">{isCopied ? 'Copied' : 'Copy'}</span>
        </Button>
      </div>
      {hint && (
        <p id={`${id}-note`} className="text-second text-small">
          {hint}
        </p>
      )}
    </div>
  )
}
