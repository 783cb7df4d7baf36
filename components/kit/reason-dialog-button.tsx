'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { TextArea } from '@/components/ui/field'
import { DialogButton, DialogForm } from './dialog-form'

interface Props {
  label: ReactNode
  size?: 'small'
  title: string
  description: string
  action: ReactNode
  /** Says who will read the reason. */
  hint: string
  act: (reason: string) => Promise<unknown>
  children?: ReactNode
}

/** Runs an irreversible action after asking for a reason. */
export function ReasonDialogButton({ label, size, title, description, action, hint, act, children }: Props) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  return (
    <DialogButton
      size={size}
      dialog={(close) => (
        <DialogForm
          title={title}
          description={description}
          confirm={action}
          isDangerous
          canSubmit={reason.trim() !== ''}
          onClose={close}
          act={() => act(reason).then(() => router.refresh())}
        >
          {children}
          <TextArea
            label="Reason"
            name="reason"
            required
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            hint={hint}
          />
        </DialogForm>
      )}
    >
      {label}
    </DialogButton>
  )
}
