'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { formFault } from '@/components/account/form-fault'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { cancelJob, jobsKey, listJobs } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/job'
import { jobTitle } from '@/lib/wording/job'
import { wholeNumber } from '@/lib/wording/number'

const isActive = (job: JobSummary) => job.state === 'queued' || job.state === 'running'

function stageText(job: JobSummary): string {
  if (job.isCancelRequested) return 'Cancelling'
  if (job.state === 'queued') return job.attempts > 0 ? 'Waiting to be tried again' : 'Waiting for the worker'
  const counted = job.total ? `${wholeNumber(job.done, 'en')} of ${wholeNumber(job.total, 'en')}` : ''
  return [job.stage || 'Starting', counted].filter(Boolean).join(', ')
}

function ActiveJob({ slug, job }: { slug: string; job: JobSummary }) {
  const queryClient = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelJob(slug, job.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  const text = stageText(job)
  return (
    <li className="rounded-card border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{jobTitle(job.kind)}</span>{' '}
          <span className="text-second tabular-nums">{text}</span>
        </p>
        <Button size="small" disabled={job.isCancelRequested || cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      </div>
      <ProgressBar
        label={jobTitle(job.kind)}
        fraction={job.state === 'running' && job.total ? job.done / job.total : null}
        valueText={text}
        className="mt-2.5"
      />
      {cancel.error && <p className="mt-2 text-danger text-small">{formFault(cancel.error).message}</p>}
    </li>
  )
}

/** Jobs that run, with their progress; the last one's failure, until another succeeds. The page is read anew when one ends. */
export function JobPanel({ slug, jobs: initialJobs }: { slug: string; jobs: JobSummary[] }) {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    initialData: { jobs: initialJobs },
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: (query) => (query.state.data?.jobs.some(isActive) ? 700 : false),
  })
  const active = data.jobs.filter(isActive)
  const activeIds = active.map((job) => job.id).join()
  const before = useRef(activeIds)
  useEffect(() => {
    if (before.current.split(',').some((id) => id !== '' && !activeIds.includes(id))) router.refresh()
    before.current = activeIds
  }, [activeIds, router])
  const last = data.jobs.find((job) => !isActive(job))
  const failure = last?.state === 'failed' && active.length === 0 ? last : null
  if (active.length === 0 && !failure) return null
  return (
    <div className="mt-5" aria-live="polite">
      {failure && (
        <Notice tone="error" title={`${jobTitle(failure.kind)} failed`}>
          {failure.error ?? 'The worker gave no reason; its log has it.'}
        </Notice>
      )}
      <ul aria-label="Running jobs" className="flex flex-col gap-2">
        {active.map((job) => (
          <ActiveJob key={job.id} slug={slug} job={job} />
        ))}
      </ul>
    </div>
  )
}
