'use client'

import { CopyButton } from '@/components/kit/copy-button'
import { Field } from '@/components/ui/field'

export function CopyLink({ link, label = 'Invite link' }: { link: string; label?: string }) {
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
        <CopyButton text={link}>Copy link</CopyButton>
      </div>
    </div>
  )
}
