'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { cancelJob, jobsKey } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'
import { wholeNumber } from '@/lib/wording/number'
import { formError } from './form-error'

function stepText(job: JobSummary): string {
  if (job.isCancelRequested) return 'Cancelling…'
  if (job.state === 'queued') return job.attempts > 0 || job.error ? 'Waiting to retry' : 'Waiting for a worker'
  // "0 of 1" would say nothing.
  const counted = job.total && job.total > 1 ? `${wholeNumber(job.done, 'en')} of ${wholeNumber(job.total, 'en')}` : ''
  return [job.step || 'Starting…', counted].filter(Boolean).join(', ')
}

/** A queued or running job with its progress and a button to cancel it. Shows `children` below. */
export function ActiveJob({ slug, job, children }: { slug: string; job: JobSummary; children?: ReactNode }) {
  const queryClient = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelJob(slug, job.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  const text = stepText(job)
  return (
    <div className="@container rounded-card border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{job.title}</span>{' '}
          <span title={text} className="text-second tabular-nums @max-lg:block @max-lg:truncate">
            {text}
          </span>
        </p>
        <Button size="small" disabled={job.isCancelRequested || cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      </div>
      <ProgressBar
        label={job.title}
        fraction={job.state === 'running' && job.total && job.total > 1 ? job.done / job.total : null}
        valueText={text}
        className="mt-2.5"
      />
      {job.state === 'queued' && job.error && <p className="mt-2 text-second text-small">{job.error}</p>}
      {cancel.error && <p className="mt-2 text-danger text-small">{formError(cancel.error).message}</p>}
      {children}
    </div>
  )
}
