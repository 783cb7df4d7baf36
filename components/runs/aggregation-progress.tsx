'use client'

import { ActiveJob } from '@/components/kit/active-job'
import { isActiveJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { JobSummary } from '@/lib/contracts/jobs'
import { aggregateDetail, aggregateResult } from '@/lib/contracts/runs/aggregation'
import { counted } from '@/lib/wording/number'
import { ConvergenceChart } from './convergence-chart'

export const noReason = 'No error message was recorded. Check the server log.'
const noPoints: readonly number[] = []

function Convergence({ job }: { job: JobSummary }) {
  const history = aggregateDetail.safeParse(job.detail).data?.objective ?? noPoints
  return (
    <div className="mt-4">
      <ConvergenceChart history={history} fileName="objective" height={220} />
    </div>
  )
}

/** Has the layout of the running job, so that nothing moves when it ends. */
function EndedJob({ slug, job, onClose }: { slug: string; job: JobSummary; onClose: () => void }) {
  const result = aggregateResult.safeParse(job.result).data
  const title = result ? `Run ${result.runId} is done` : job.state === 'cancelled' ? 'Cancelled' : 'Aggregation failed'
  const text = result ? `It keeps ${counted(result.labelCount, 'label', 'labels', 'en')}` : 'Nothing was saved'
  return (
    <div className="rounded-card border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{title}</span> <span className="block truncate text-second">{text}</span>
        </p>
        <span className="flex gap-2">
          <Button size="small" onClick={onClose}>
            New run
          </Button>
          {result && (
            <LinkButton size="small" tone="main" href={`/projects/${slug}/aggregation/${result.runId}`}>
              Open run {result.runId}
            </LinkButton>
          )}
        </span>
      </div>
      <ProgressBar label="Aggregating votes" fraction={result ? 1 : 0} valueText={title} className="mt-2.5" />
      {job.state === 'failed' && (
        <Notice tone="error" className="mt-3">
          {job.error ?? noReason}
        </Notice>
      )}
      <Convergence job={job} />
    </div>
  )
}

interface AggregationProgressProps {
  slug: string
  job: JobSummary
  onClose: () => void
}

/** Progress of an aggregation with the objective after each iteration. Stays after the end. */
export function AggregationProgress({ slug, job, onClose }: AggregationProgressProps) {
  if (!isActiveJob(job)) return <EndedJob slug={slug} job={job} onClose={onClose} />
  return (
    <ActiveJob slug={slug} job={job}>
      <Convergence job={job} />
    </ActiveJob>
  )
}
