'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { confirmRun } from '@/lib/client/runs'
import type { UnconfirmedRun } from '@/lib/contracts/runs/run'
import { checkTitles } from '@/lib/domain/runs/run-checks'
import { counted } from '@/lib/wording/number'
import { formError } from './form-error'

function FailedChecks({ run }: { run: UnconfirmedRun }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {run.failedChecks.map(({ id, sentence }) => (
        <li key={id}>
          <span className="font-medium">{checkTitles[id]}.</span> {sentence}
        </li>
      ))}
    </ul>
  )
}

/** Shows the checks that a run fails, and lets an admin use it all the same, with a reason. */
export function ConfirmRunButton({ slug, run }: { slug: string; run: UnconfirmedRun }) {
  const router = useRouter()
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const confirm = useMutation({
    mutationFn: () => confirmRun(slug, run.id, reason),
    onSuccess: () => {
      setOpen(false)
      router.refresh()
    },
  })
  const problem = confirm.error ? formError(confirm.error) : null
  function submit(event: FormEvent) {
    event.preventDefault()
    // The dialog may have been opened from within another form.
    event.stopPropagation()
    confirm.mutate()
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Use run {run.id} anyway…
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Use run ${run.id} although it fails ${counted(run.failedChecks.length, 'check', 'checks', 'en')}`}
        description="Exports, releases and scores of models will use it. Your name, the time and your reason are kept; the data card repeats the reason. You cannot undo this."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="danger" type="submit" form={formId} disabled={confirm.isPending || reason.trim() === ''}>
              Confirm run {run.id}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-[13px]">
          {problem?.message && <Notice tone="error">{problem.message}</Notice>}
          <FailedChecks run={run} />
          <TextArea
            label="Reason"
            name="reason"
            required
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            hint="For users of the labels: why they can be trusted all the same."
            error={problem?.fields.reason}
          />
        </form>
      </Dialog>
    </>
  )
}

interface UnconfirmedRunNoticeProps {
  slug: string
  /** Null: there is none, and nothing is said. */
  run: UnconfirmedRun | null
  /** The run that is used in its place; null where there is none. */
  usedRunId: number | null
  className?: string
}

/** Says that a run is not used, why, and which one is used in its place. */
export function UnconfirmedRunNotice({ slug, run, usedRunId, className = '' }: UnconfirmedRunNoticeProps) {
  if (!run) return null
  return (
    <Notice
      tone="error"
      title={`Run ${run.id} fails ${counted(run.failedChecks.length, 'check', 'checks', 'en')} and is not used until an admin confirms it`}
      className={className}
      action={<ConfirmRunButton slug={slug} run={run} />}
    >
      {usedRunId !== null && <p className="mb-1.5">Run {usedRunId} is used in its place.</p>}
      <FailedChecks run={run} />
    </Notice>
  )
}
