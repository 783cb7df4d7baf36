'use client'

import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, type ButtonStyle } from '@/components/ui/button'
import { ChangeAnnouncement } from '@/components/ui/change-announcement'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { cancelJob, jobsKey, listJobs, startJob } from '@/lib/client/jobs'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { wholeNumber } from '@/lib/wording/number'
import { formError } from './form'
import { useTimeLeft } from './use-time-left'

/**
 * The newest jobs of a project, polled while one is running. Calls `onEnd`, or else refreshes the page, for each job
 * that ends, even if it was never seen running.
 */
export function useJobs(
  slug: string,
  initialJobs: JobSummary[],
  onEnd?: (job: JobSummary) => void,
): { jobs: JobSummary[]; active: JobSummary[] } {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    initialData: { jobs: initialJobs },
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: (query) => (query.state.data?.jobs.some(isActiveJob) ? 500 : false),
  })
  const ended = useRef<Set<string>>(null)
  ended.current ??= new Set(initialJobs.flatMap((job) => (isActiveJob(job) ? [] : [job.id])))
  useEffect(() => {
    for (const job of data.jobs) {
      if (isActiveJob(job) || ended.current?.has(job.id)) continue
      ended.current?.add(job.id)
      if (onEnd) onEnd(job)
      else router.refresh()
    }
  }, [data.jobs, onEnd, router])
  return { jobs: data.jobs, active: data.jobs.filter(isActiveJob) }
}

/**
 * Adds a job that has just started to the cached list, so that its end is noticed. Cancels pending requests: an older
 * response would remove the job again, and polling would stop.
 */
export async function addStartedJob(queryClient: QueryClient, slug: string, job: JobSummary): Promise<void> {
  await queryClient.cancelQueries({ queryKey: jobsKey(slug) })
  queryClient.setQueryData<{ jobs: JobSummary[] }>(jobsKey(slug), (known) => ({
    jobs: [job, ...(known?.jobs ?? []).filter(({ id }) => id !== job.id)],
  }))
}

/** Starts jobs of a kind. Calls `onStart` even if the component that started the job is gone by then. */
export function useStartJob(slug: string, kind: string, onStart?: (job: JobSummary) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: object) => startJob(slug, kind, input),
    onSuccess: (job) => {
      onStart?.(job)
      return addStartedJob(queryClient, slug, job)
    },
  })
}

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
  const fraction = job.state === 'running' ? jobFraction(job) : null
  const timeLeft = useTimeLeft(job.step, job.isCancelRequested ? null : fraction)
  const text = [jobStepText(job), timeLeft].filter(Boolean).join(', ')
  return (
    <div className="@container rounded-card border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{job.title}</span>{' '}
          {/* Changes twice a second; the progress bar has the same text for those who ask. */}
          <span aria-live="off" title={text} className="text-second tabular-nums @max-lg:line-clamp-2">
            {text}
          </span>
        </p>
        <Button size="small" {...cancel.button}>
          Cancel
        </Button>
      </div>
      <ProgressBar label={job.title} fraction={fraction} valueText={text} className="mt-2.5" />
      {job.state === 'queued' && job.error && <p className="mt-2 text-second text-small">{job.error}</p>}
      {cancel.error && <p className="mt-2 text-danger text-small">{formError(cancel.error).message}</p>}
      {children}
    </div>
  )
}

/** Why a job failed, in the words of the server if it recorded any. */
export const jobErrorText = ({ error }: JobSummary) => error ?? 'No error message was recorded. Check the server log.'

export const CloseNotice = ({ onClose }: { onClose: () => void }) => (
  <Button size="small" tone="quiet" className="-my-1" aria-label="Close this message" onClick={onClose}>
    Close
  </Button>
)

/** A notice with the reason why a job failed, until it is dismissed. */
export function FailedJob({ job, title, className }: { job: JobSummary; title: string; className?: string }) {
  const [closedId, setClosedId] = useState<string | null>(null)
  if (closedId === job.id) return null
  return (
    <Notice
      tone="error"
      title={title}
      className={className}
      action={<CloseNotice onClose={() => setClosedId(job.id)} />}
    >
      <p className="whitespace-pre-line break-words">{jobErrorText(job)}</p>
    </Notice>
  )
}

/** Says which jobs are running, or how the last one ended; a failure has a notice of its own. */
function jobsText(active: readonly JobSummary[], last: JobSummary | undefined): string {
  if (active.length > 0) return active.map(({ title }) => `${title}: running`).join(', ')
  if (!last || last.state === 'failed') return ''
  return `${last.title}: ${last.state === 'cancelled' ? 'cancelled' : 'finished'}`
}

interface JobPanelProps {
  slug: string
  jobs: JobSummary[]
  /** Kind of job to show. Undefined: all kinds. */
  kind?: string
  /** Only jobs about this one or about several. Undefined: all jobs. */
  subject?: number
}

/** Running jobs with their progress, and the failure of the latest job until another one succeeds. */
export function JobPanel({ slug, jobs: initialJobs, kind, subject }: JobPanelProps) {
  const jobs = useJobs(slug, initialJobs).jobs.filter(
    (job) =>
      (kind === undefined || job.kind === kind) &&
      (subject === undefined || job.subject === null || job.subject === subject),
  )
  const active = jobs.filter(isActiveJob)
  const last = jobs.find((job) => !isActiveJob(job))
  const failure = last?.state === 'failed' && active.length === 0 ? last : null
  return (
    <>
      <ChangeAnnouncement text={jobsText(active, last)} />
      {(active.length > 0 || failure) && (
        <div className="mt-5">
          {failure && <FailedJob job={failure} title={`${failure.title} failed`} />}
          <ul aria-label="Running jobs" className="flex flex-col gap-2">
            {active.map((job) => (
              <li key={job.id}>
                <ActiveJob slug={slug} job={job} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

interface StartJobButtonProps extends ButtonStyle, Pick<ComponentProps<'button'>, 'aria-describedby'> {
  slug: string
  kind: string
  input?: object
  isDisabled?: boolean
  /** Why the job cannot be started, or null if it can. */
  obstacle?: string | null
  children: string
}

/** Starts a job with one click and shows errors beside the button. The job panel shows the progress. */
export function StartJobButton({ slug, kind, input = {}, isDisabled, obstacle, ...rest }: StartJobButtonProps) {
  const { mutate, error, isPending } = useStartJob(slug, kind)
  return (
    <>
      {error && (
        <p role="alert" className="text-danger text-small">
          {formError(error).message}
        </p>
      )}
      <Button
        disabled={isDisabled || isPending || Boolean(obstacle)}
        title={obstacle ?? undefined}
        onClick={() => mutate(input)}
        {...rest}
      />
    </>
  )
}
