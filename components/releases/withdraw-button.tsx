'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { withdrawRelease } from '@/lib/client/releases'

/** Says that a release should no longer be used. It cannot be taken back, so it asks for a reason first. */
export function WithdrawButton({ slug, version }: { slug: string; version: string }) {
  const router = useRouter()
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = useMutation({
    mutationFn: () => withdrawRelease(slug, version, { reason }),
    onSuccess: () => {
      setOpen(false)
      router.refresh()
    },
  })
  const problem = withdraw.error ? formError(withdraw.error) : null
  function submit(event: FormEvent) {
    event.preventDefault()
    withdraw.mutate()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>Withdraw</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Withdraw release ${version}`}
        description="It stays available with all its files, marked as withdrawn, with your reason. You cannot undo this."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="danger" type="submit" form={formId} disabled={withdraw.isPending || reason.trim() === ''}>
              Withdraw release
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
          {problem?.message && <Notice tone="error">{problem.message}</Notice>}
          <TextArea
            label="Reason"
            name="reason"
            required
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            hint="For users of the release: what is wrong, and what to use instead."
            error={problem?.fields.reason}
          />
        </form>
      </Dialog>
    </>
  )
}
