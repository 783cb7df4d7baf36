'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { formError } from './form-error'

interface ReasonDialogButtonProps {
  /** What the button that opens the dialog says. */
  label: ReactNode
  size?: 'small'
  title: string
  description: string
  /** What the button that does it says. */
  action: ReactNode
  /** For whom the reason is. */
  hint: string
  act: (reason: string) => Promise<unknown>
  /** Stands above the reason. */
  children?: ReactNode
}

/** Does what cannot be undone, after asking for a reason. */
export function ReasonDialogButton({
  label,
  size,
  title,
  description,
  action,
  hint,
  act,
  children,
}: ReasonDialogButtonProps) {
  const router = useRouter()
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const done = useMutation({
    mutationFn: () => act(reason),
    onSuccess: () => {
      setOpen(false)
      router.refresh()
    },
  })
  const problem = done.error ? formError(done.error) : null
  function submit(event: FormEvent) {
    event.preventDefault()
    // The dialog may have been opened from within another form.
    event.stopPropagation()
    done.mutate()
  }
  return (
    <>
      <Button {...(size && { size })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        description={description}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="danger" type="submit" form={formId} disabled={done.isPending || reason.trim() === ''}>
              {action}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
          {problem?.message && <Notice tone="error">{problem.message}</Notice>}
          {children}
          <TextArea
            label="Reason"
            name="reason"
            required
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            hint={hint}
            error={problem?.fields.reason}
          />
        </form>
      </Dialog>
    </>
  )
}
