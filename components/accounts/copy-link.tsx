'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Check, Copy } from '@/components/ui/generated/icons'
import { useCopied } from '@/components/ui/use-copied'

export function CopyLink({ link, label = 'Invite link' }: { link: string; label?: string }) {
  const { isCopied, copy } = useCopied()
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={label}
        readOnly
        value={link}
        className="font-mono text-small!"
        onFocus={(event) => event.currentTarget.select()}
        hint="Copy this link now. It is shown only once."
      />
      <div className="flex items-center gap-3">
        <Button onClick={() => copy(link)}>
          {isCopied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          {isCopied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </div>
  )
}
