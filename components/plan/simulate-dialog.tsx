'use client'

import { type FormEvent, useId } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'

interface SimulateDialogProps {
  slug: string
  isOpen: boolean
  onClose: () => void
  onStart: (job: JobSummary) => void
}

/** How many made-up raters answer, and from which seed. */
export function SimulateDialog({ slug, isOpen, onClose, onStart }: SimulateDialogProps) {
  const formId = useId()
  const start = useStartJob(slug, 'simulate-raters', onStart)
  const problem = start.error ? formError(start.error) : noFormError

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    start.mutate({ raters: Number(form.get('raters')), seed: Number(form.get('seed')) })
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Try with simulated raters"
      description="Simulated raters of varying care answer all open tasks, so that you can see the results."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form={formId} disabled={start.isPending}>
            Start simulation
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {problem.message && <Notice tone="error">{problem.message}</Notice>}
        <div className="grid grid-cols-2 gap-4">
          <Field
            label="Raters"
            name="raters"
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={200}
            defaultValue={20}
            className="tabular-nums"
            error={problem.fields.raters}
          />
          <Field
            label="Seed"
            name="seed"
            type="number"
            inputMode="numeric"
            required
            min={0}
            max={2_147_483_647}
            defaultValue={1}
            hint="The same seed gives the same answers."
            className="tabular-nums"
            error={problem.fields.seed}
          />
        </div>
        <p className="text-[13px]">
          The project is permanently marked as containing simulated ratings. Use a test project, not one that people
          rate.
        </p>
      </form>
    </Dialog>
  )
}
