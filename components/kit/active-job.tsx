'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { cancelJob, jobsKey } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'
import { wholeNumber } from '@/lib/wording/number'
import { formError } from './form-error'

/** Says what a queued or running job does, and how far it is. */
export function jobStepText(job: JobSummary): string {
  if (job.isCancelRequested) return 'Cancelling…'
  if (job.state === 'queued') return job.attempts > 0 || job.error ? 'Waiting to retry' : 'Waiting for a worker'
  // "0 of 1" would say nothing.
  const counted = job.total && job.total > 1 ? `${wholeNumber(job.done)} of ${wholeNumber(job.total)}` : ''
  return [job.step || 'Starting…', counted].filter(Boolean).join(', ')
}

/** The finished share of a job. Null if it is not counted. */
export const jobFraction = ({ done, total }: JobSummary) => (total && total > 1 ? done / total : null)

/** The attributes of a button that cancels a job, and the error if that fails. */
export function useCancelling(slug: string, job: JobSummary | null) {
  const queryClient = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (id: string) => cancelJob(slug, id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  return { error, button: { disabled: job?.isCancelRequested || isPending, onClick: () => job && mutate(job.id) } }
}

/** A queued or running job with its progress and a button to cancel it. Shows `children` below. */
export function ActiveJob({ slug, job, children }: { slug: string; job: JobSummary; children?: ReactNode }) {
  const cancel = useCancelling(slug, job)
  const text = jobStepText(job)
  return (
    <div className="@container rounded-card border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{job.title}</span>{' '}
          <span title={text} className="text-second tabular-nums @max-lg:block @max-lg:truncate">
            {text}
          </span>
        </p>
        <Button size="small" {...cancel.button}>
          Cancel
        </Button>
      </div>
      <ProgressBar
        label={job.title}
        fraction={job.state === 'running' ? jobFraction(job) : null}
        valueText={text}
        className="mt-2.5"
      />
      {job.state === 'queued' && job.error && <p className="mt-2 text-second text-small">{job.error}</p>}
      {cancel.error && <p className="mt-2 text-danger text-small">{formError(cancel.error).message}</p>}
      {children}
    </div>
  )
}

interface FailedJobProps {
  job: JobSummary
  title: string
  className?: string
}

/** Why a job failed, in the words of the server if it recorded any. */
export const jobErrorText = ({ error }: JobSummary) => error ?? 'No error message was recorded. Check the server log.'

/** A notice with the reason why a job failed. */
export const FailedJob = ({ job, title, className }: FailedJobProps) => (
  <Notice tone="error" title={title} className={className}>
    <p className="whitespace-pre-line break-words">{jobErrorText(job)}</p>
  </Notice>
)
