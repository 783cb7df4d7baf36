'use client'

import { CopyButton } from '@/components/kit/copy-button'
import { Field } from '@/components/ui/field'

interface CopyLinkProps {
  link: string
  label?: string
  hint?: string
  word?: string
}

/** A link or other secret to copy. */
export function CopyLink({
  link,
  label = 'Invite link',
  hint = 'Copy this link now. It is shown only once.',
  word = 'Copy link',
}: CopyLinkProps) {
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={label}
        readOnly
        value={link}
        className="font-mono text-small!"
        onFocus={(event) => event.currentTarget.select()}
        hint={hint}
      />
      <div className="flex items-center gap-3">
        <CopyButton text={link}>{word}</CopyButton>
      </div>
    </div>
  )
}
