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
  /** The last computation, when it gave nothing. */
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

/** Whether the figures answer the choices, in a place that keeps its size whatever it says. */
export function PlanStatus({ slug, running, ended, isOld, hasFigures, isBusy, onCompute }: PlanStatusProps) {
  const queryClient = useQueryClient()
  const cancel = useMutation({
    mutationFn: (id: string) => cancelJob(slug, id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  const earlier = hasFigures && isOld ? 'Figures for your previous settings' : null
  const title = earlier ?? (hasFigures ? 'Figures for these settings' : isBusy ? 'Computing…' : 'No figures yet')
  const ending = ended && (ended.state === 'cancelled' ? 'Cancelled' : ended.error ? 'Failed' : null)
  const text = running
    ? stepText(running)
    : isBusy
      ? 'Starting…'
      : (ending ?? (isOld || !hasFigures ? 'Not computed' : 'Up to date'))
  return (
    <div>
      <div className="flex h-9 items-center justify-between gap-3">
        <p className="min-w-0 leading-tight">
          <span role="status" className={clsx('block truncate font-semibold text-[13px]', earlier && 'text-maybe')}>
            {title}
          </span>
          <span className="block truncate text-second text-small tabular-nums">{text}</span>
        </p>
        {running ? (
          <Button
            size="small"
            disabled={running.isCancelRequested || cancel.isPending}
            onClick={() => cancel.mutate(running.id)}
          >
            Cancel
          </Button>
        ) : (
          !isBusy &&
          (ending || isOld || !hasFigures) && (
            <Button size="small" onClick={onCompute}>
              Recompute
            </Button>
          )
        )}
      </div>
      <ProgressBar
        label="Computing the plan"
        fraction={
          running ? (running.total && running.total > 1 ? running.done / running.total : null) : isBusy ? null : 1
        }
        valueText={text}
        className={clsx('mt-2', !isBusy && 'invisible')}
      />
    </div>
  )
}
