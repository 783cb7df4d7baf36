'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { ActiveJob, FailedJob, jobErrorText, useJobs } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { LinkButton } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { aggregateDetail, aggregateResult } from '@/lib/contracts/runs/aggregation'
import type { MethodChoice, MethodOption } from '@/lib/contracts/runs/run'
import { counted } from '@/lib/wording/number'
import { MethodForm } from './method-form'
import { ConvergenceChart } from './run-charts'

interface NewRunProps {
  slug: string
  choice: MethodChoice
  jobs: JobSummary[]
  /** The method named in the URL. Unknown names give the default. */
  method: string | null
}

/** Form for a new run, or the progress of the one that is running. */
export function NewRun({ slug, choice, jobs, method: asked }: NewRunProps) {
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
    const query = new URLSearchParams(window.location.search)
    query.set('method', chosen)
    window.history.replaceState(null, '', `?${query}`)
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
        {failure && <FailedJob job={failure} title="The last aggregation failed" />}
        {/* Stays mounted while hidden, so that the input is there for the next run. */}
        <div hidden={followed !== null}>
          <MethodForm key={method.name} slug={slug} method={method} ruleObstacle={ruleObstacle} />
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
  const text = result ? `It keeps ${counted(result.labelCount, 'label')}` : 'Nothing was saved'
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
          {jobErrorText(job)}
        </Notice>
      )}
      <Convergence job={job} />
    </div>
  )
}

/** Progress of an aggregation with the objective after each iteration. Stays after the end. */
function AggregationProgress({ slug, job, onClose }: { slug: string; job: JobSummary; onClose: () => void }) {
  if (!isActiveJob(job)) return <EndedJob slug={slug} job={job} onClose={onClose} />
  return (
    <ActiveJob slug={slug} job={job}>
      <Convergence job={job} />
    </ActiveJob>
  )
}

interface MethodListProps {
  methods: MethodOption[]
  chosen: string
  onChoose: (name: string) => void
}

/** The default method. The others are collapsed unless the visit starts with one of them. */
function MethodList({ methods, chosen, onChoose }: MethodListProps) {
  const [isOpen] = useState(chosen !== methods[0]?.name)
  const [first, ...others] = methods.map((method) => (
    <MethodRow key={method.name} method={method} isChosen={method.name === chosen} onChoose={onChoose} />
  ))
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Method</legend>
      <div className="divide-y divide-line overflow-hidden rounded-card border bg-card">
        {first}
        <details open={isOpen}>
          <summary className="cursor-pointer px-4 py-3 font-medium text-[13px] text-second hover:text-text">
            {counted(others.length, 'other method')}
          </summary>
          <div className="divide-y divide-line border-t">{others}</div>
        </details>
      </div>
    </fieldset>
  )
}

interface MethodRowProps {
  method: MethodOption
  isChosen: boolean
  onChoose: (name: string) => void
}

function MethodRow({
  method: { name, title, isDefault, description, source, obstacle },
  isChosen,
  onChoose,
}: MethodRowProps) {
  const id = useId()
  return (
    <label className="flex cursor-pointer items-start gap-3 px-4 py-3 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2">
      <input
        type="radio"
        name="method"
        value={name}
        checked={isChosen}
        onChange={() => onChoose(name)}
        aria-labelledby={id}
        aria-describedby={`${id}-text`}
        className="mt-0.5 size-4 shrink-0 outline-none"
      />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 font-semibold">
          <span id={id}>{title}</span>
          {isDefault && <Chip>Default</Chip>}
        </span>
        <span id={`${id}-text`} className="block">
          <span className="mt-0.5 block max-w-[76ch] text-pretty text-[13px]">{description}</span>
          <span className="block text-second text-small">{source}</span>
          {obstacle && <span className="mt-1 block text-maybe text-small">{obstacle}</span>}
        </span>
      </span>
    </label>
  )
}
