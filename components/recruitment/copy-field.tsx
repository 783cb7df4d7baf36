'use client'

import { type ReactNode, useId, useState } from 'react'
import { CopyButton } from '@/components/kit/copy-button'
import { Button } from '@/components/ui/button'

interface CopyTextProps {
  label: string
  text: string
  hint?: ReactNode
  isSecret?: boolean
}

export function CopyField({ label, text, hint, isSecret = false }: CopyTextProps) {
  const id = useId()
  const [isShown, setShown] = useState(!isSecret)
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
        <CopyButton text={text} aria-label={`Copy: ${label}`}>
          Copy
        </CopyButton>
      </div>
      {hint && (
        <p id={`${id}-note`} className="text-second text-small">
          {hint}
        </p>
      )}
    </div>
  )
}
