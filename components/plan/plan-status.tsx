'use client'

import { clsx } from 'clsx'
import { jobFraction, jobStepText, useCancelling } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { JobSummary } from '@/lib/contracts/jobs'

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

const endingText = ({ state }: JobSummary) =>
  state === 'cancelled' ? 'Cancelled' : state === 'failed' ? 'Failed' : null

function titleText({ hasFigures, isOld, isBusy }: Pick<PlanStatusProps, 'hasFigures' | 'isOld' | 'isBusy'>): string {
  if (hasFigures) return isOld ? 'Figures for your previous settings' : 'Figures for these settings'
  return isBusy ? 'Computing…' : 'No figures yet'
}

interface StateTextProps extends Pick<PlanStatusProps, 'running' | 'isBusy'> {
  ending: string | null
  isCurrent: boolean
}

function stateText({ running, isBusy, ending, isCurrent }: StateTextProps): string {
  if (running) return jobStepText(running)
  if (isBusy) return 'Starting…'
  return ending ?? (isCurrent ? 'Up to date' : 'Not computed')
}

/** Says whether the estimates are current, at a fixed size. */
export function PlanStatus({ slug, running, ended, isOld, hasFigures, isBusy, onCompute }: PlanStatusProps) {
  const cancel = useCancelling(slug, running)
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
        {running && (
          <Button size="small" {...cancel.button}>
            Cancel
          </Button>
        )}
        {mayRecompute && (
          <Button size="small" onClick={onCompute}>
            Recompute
          </Button>
        )}
      </div>
      <ProgressBar
        label="Computing the plan"
        fraction={isBusy ? running && jobFraction(running) : 1}
        valueText={text}
        className={clsx('mt-2', !isBusy && 'invisible')}
      />
    </div>
  )
}
