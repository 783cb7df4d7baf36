'use client'

import { useEffect, useRef, useState } from 'react'
import { ActiveJob } from '@/components/kit/active-job'
import { useJobs } from '@/components/kit/use-jobs'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { MethodChoice } from '@/lib/contracts/runs/run'
import { AggregationProgress, noReason } from './aggregation-progress'
import { MethodForm } from './method-form'
import { MethodList } from './method-list'

interface NewRunProps {
  slug: string
  choice: MethodChoice
  jobs: JobSummary[]
  /** The method named in the URL. Unknown names give the default. */
  method: string | null
  hasVotes: boolean
}

/** Form for a new run, or the progress of the one that is running. */
export function NewRun({ slug, choice, jobs, method: asked, hasVotes }: NewRunProps) {
  const { methods, ruleObstacle } = choice
  const [name, setName] = useState(asked)
  const { followed, failure, others, putAside } = useFollowedJob(slug, jobs)
  const progress = useRef<HTMLElement>(null)
  const method = methods.find((known) => known.name === name) ?? methods[0]!
  const followedId = followed?.id
  const before = useRef(followedId)

  // The button that had the focus is hidden now.
  useEffect(() => {
    if (followedId && followedId !== before.current) progress.current?.focus({ preventScroll: true })
    before.current = followedId
  }, [followedId])

  function choose(chosen: string) {
    setName(chosen)
    putAside()
    window.history.replaceState(null, '', `?method=${chosen}`)
  }

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px] xl:grid-cols-[minmax(0,1fr)_400px] xl:gap-6">
      <MethodList methods={methods} chosen={method.name} onChoose={choose} />
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-7">
        {followed && (
          <section ref={progress} tabIndex={-1} aria-label="Progress" aria-live="polite" className="outline-none">
            <AggregationProgress slug={slug} job={followed} onClose={putAside} />
          </section>
        )}
        {failure && (
          <Notice tone="error" title="The last aggregation failed">
            {failure.error ?? noReason}
          </Notice>
        )}
        {/* Stays mounted while hidden, so that the input is there for the next run. */}
        <div hidden={followed !== null}>
          <MethodForm key={method.name} slug={slug} method={method} ruleObstacle={ruleObstacle} hasVotes={hasVotes} />
        </div>
        {others.map((job) => (
          <ActiveJob key={job.id} slug={slug} job={job} />
        ))}
      </div>
    </div>
  )
}

/** Tracks the running aggregation, or the latest of this visit until dismissed, and other running jobs. */
function useFollowedJob(slug: string, initialJobs: JobSummary[]) {
  const { jobs, active } = useJobs(slug, initialJobs)
  const [followedId, setFollowedId] = useState<string | null>(null)
  const [asideId, setAsideId] = useState<string | null>(null)
  const running = active.find((job) => job.kind === 'aggregate' && job.id !== asideId)
  if (running && running.id !== followedId) setFollowedId(running.id)
  const followed = followedId === asideId ? null : (jobs.find((job) => job.id === followedId) ?? null)
  const [newest] = jobs.filter((job) => job.kind === 'aggregate')
  return {
    followed,
    /** Shown on later visits too, until another aggregation starts. */
    failure: !followed && newest?.state === 'failed' && newest.id !== asideId ? newest : null,
    others: active.filter((job) => job.id !== followed?.id),
    putAside: () => setAsideId(followedId),
  }
}
