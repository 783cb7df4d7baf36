'use client'

import { useEffect, useRef } from 'react'
import { ErrorNotice } from '@/components/kit/form'
import { ActiveJob, FailedJob, useJobs, useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'

const own = [
  'score-models',
  'aggregate',
  'import-models',
  'import-accuracies',
  'import-predictions',
  'import-onnx-model',
]

interface ScoreStateProps {
  slug: string
  jobs: JobSummary[]
  /** The run shown on the page. Null if there is none. */
  runId: number | null
  isComplete: boolean
  /** Identifies what is missing, so that each state is requested once. */
  missing: string
}

/** Starts computing missing scores, once, and shows the progress of scoring and imports. */
export function ScoreState({ slug, jobs: initialJobs, runId, isComplete, missing }: ScoreStateProps) {
  const { jobs, active } = useJobs(slug, initialJobs)
  const { mutate, error, isPending } = useStartJob(slug, 'score-models')
  const state = `${runId} ${missing}`
  const asked = useRef<string | null>(null)
  const shown = active.filter(({ kind }) => own.includes(kind))
  const isBusy = shown.length > 0
  const last = jobs.find((job) => [...own, 'import-folder'].includes(job.kind) && !active.includes(job))
  const failure = last?.state === 'failed' && own.includes(last.kind) && !isBusy ? last : null
  useEffect(() => {
    if (runId === null || isComplete || isBusy || failure || asked.current === state) return
    asked.current = state
    mutate({ runId })
  }, [runId, isComplete, isBusy, failure, state, mutate])
  const needsScores = runId !== null && !isComplete && !isBusy
  if (!isBusy && !failure && !needsScores) return null
  return (
    <div className="mb-5 flex flex-col gap-2" aria-live="polite">
      {shown.map((job) => (
        <ActiveJob key={job.id} slug={slug} job={job} />
      ))}
      {failure && <FailedJob job={failure} title={`${failure.title} failed. Nothing was saved.`} />}
      <ErrorNotice error={needsScores && error} />
      {needsScores && !isPending && (failure || error || asked.current === state) && (
        <Notice
          tone="info"
          action={
            <Button size="small" onClick={() => mutate({ runId })}>
              Score models
            </Button>
          }
        >
          Some models are not scored with this run, or their scores are out of date.
        </Notice>
      )}
    </div>
  )
}
