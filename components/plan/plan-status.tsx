'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { cancelJob, jobsKey } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'
import { wholeNumber } from '@/lib/wording/number'

interface PlanStatusProps {
  slug: string
  running: JobSummary | null
  /** The latest computation if it failed or was cancelled. */
  ended: JobSummary | null
  isOld: boolean
  hasFigures: boolean
  isBusy: boolean
  onCompute: () => void
}

function stepText(job: JobSummary): string {
  if (job.isCancelRequested) return 'Cancelling…'
  if (job.state === 'queued') return 'Waiting for a worker'
  const counted = job.total && job.total > 1 ? `${wholeNumber(job.done, 'en')} of ${wholeNumber(job.total, 'en')}` : ''
  return [job.step || 'Starting…', counted].filter(Boolean).join(', ')
}

const endingText = ({ state, error }: JobSummary) => (state === 'cancelled' ? 'Cancelled' : error ? 'Failed' : null)

const fractionOf = ({ done, total }: JobSummary) => (total && total > 1 ? done / total : null)

function titleText({ hasFigures, isOld, isBusy }: Pick<PlanStatusProps, 'hasFigures' | 'isOld' | 'isBusy'>): string {
  if (hasFigures) return isOld ? 'Figures for your previous settings' : 'Figures for these settings'
  return isBusy ? 'Computing…' : 'No figures yet'
}

interface StateTextProps extends Pick<PlanStatusProps, 'running' | 'isBusy'> {
  ending: string | null
  isCurrent: boolean
}

function stateText({ running, isBusy, ending, isCurrent }: StateTextProps): string {
  if (running) return stepText(running)
  if (isBusy) return 'Starting…'
  return ending ?? (isCurrent ? 'Up to date' : 'Not computed')
}

/** Says whether the estimates are current, at a fixed size. */
export function PlanStatus({ slug, running, ended, isOld, hasFigures, isBusy, onCompute }: PlanStatusProps) {
  const ending = ended && endingText(ended)
  const isCurrent = hasFigures && !isOld
  const mayRecompute = !running && !isBusy && (ending !== null || !isCurrent)
  const text = stateText({ running, isBusy, ending, isCurrent })
  return (
    <div>
      <div className="flex h-9 items-center justify-between gap-3">
        <p className="min-w-0 leading-tight">
          <span
            role="status"
            className={clsx('block truncate font-semibold text-[13px]', hasFigures && isOld && 'text-maybe')}
          >
            {titleText({ hasFigures, isOld, isBusy })}
          </span>
          <span className="block truncate text-second text-small tabular-nums">{text}</span>
        </p>
        {running && <CancelButton slug={slug} job={running} />}
        {mayRecompute && (
          <Button size="small" onClick={onCompute}>
            Recompute
          </Button>
        )}
      </div>
      <ProgressBar
        label="Computing the plan"
        fraction={isBusy ? running && fractionOf(running) : 1}
        valueText={text}
        className={clsx('mt-2', !isBusy && 'invisible')}
      />
    </div>
  )
}

function CancelButton({ slug, job }: { slug: string; job: JobSummary }) {
  const queryClient = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelJob(slug, job.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  return (
    <Button size="small" disabled={job.isCancelRequested || cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel
    </Button>
  )
}
