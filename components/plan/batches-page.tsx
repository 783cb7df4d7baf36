'use client'

import { SimulatedMark } from '@/components/kit/simulated-mark'
import { useJobs } from '@/components/kit/use-jobs'
import { EmptyCard } from '@/components/ui/empty-state'
import { Layers } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { BatchSummary } from '@/lib/contracts/plan'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { BatchTable } from './batch-table'
import { useSimulatedRaters } from './simulate-raters'

interface BatchesPageProps {
  slug: string
  batches: readonly BatchSummary[]
  jobs: JobSummary[]
  hasSimulated: boolean
}

function state(batches: readonly BatchSummary[]): string {
  const sum = (of: (batch: BatchSummary) => number) => batches.reduce((total, batch) => total + of(batch), 0)
  const finished = wholeNumber(
    sum(({ finishedTasks }) => finishedTasks),
    'en',
  )
  const tasks = counted(
    sum(({ tasks }) => tasks),
    'task',
    'tasks',
    'en',
  )
  return `${counted(batches.length, 'batch', 'batches', 'en')} with ${tasks}, ${finished} finished.`
}

export function BatchesPage({ slug, batches, jobs: initialJobs, hasSimulated }: BatchesPageProps) {
  const { jobs } = useJobs(slug, initialJobs)
  const hasOpenTasks = batches.some((batch) => batch.state === 'open' && batch.finishedTasks < batch.tasks)
  const simulated = useSimulatedRaters({ slug, jobs, hasOpenTasks })
  const hasBatches = batches.length > 0
  return (
    <>
      <PageHeader
        title={projectPages.batches.title}
        mark={hasSimulated && <SimulatedMark />}
        action={hasBatches && simulated.button}
      >
        {hasBatches ? state(batches) : 'Each launch creates a batch of tasks and records how it was planned.'}
      </PageHeader>
      {simulated.panel && <div className="mb-3">{simulated.panel}</div>}
      {hasBatches ? (
        <BatchTable slug={slug} batches={batches} />
      ) : (
        <EmptyCard
          icon={<Layers aria-hidden size={24} />}
          title="No batches yet"
          action={<MainLink href={pageAddress(slug, 'plan')}>Plan and launch</MainLink>}
        >
          Plan which candidates raters are asked about. Launching the plan creates the first batch.
        </EmptyCard>
      )}
    </>
  )
}
