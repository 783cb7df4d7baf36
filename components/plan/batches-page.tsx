'use client'

import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { useJobs } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import { Layers } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { BatchSummary } from '@/lib/contracts/plan/plan'
import { finishedShare } from '@/lib/domain/plan/finished-share'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/plan'
import { percent } from '@/lib/wording/share'
import { useSimulatedRaters } from './simulate-raters'

interface BatchesPageProps {
  slug: string
  batches: readonly BatchSummary[]
  jobs: JobSummary[]
  hasSimulated: boolean
}

function state(batches: readonly BatchSummary[]): string {
  const sum = (of: (batch: BatchSummary) => number) => batches.reduce((total, batch) => total + of(batch), 0)
  const finished = wholeNumber(sum(({ finishedTasks }) => finishedTasks))
  const tasks = counted(
    sum(({ tasks }) => tasks),
    'task',
  )
  return `${counted(batches.length, 'batch', 'batches')} with ${tasks}, ${finished} finished.`
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

const columnsOf = (slug: string): Column<BatchSummary>[] => [
  {
    key: 'batch',
    head: 'Batch',
    cell: ({ id, name, isAdaptive }) => (
      <>
        <RowLink href={`/projects/${slug}/batches/${id}`}>{name}</RowLink>
        {isAdaptive && <span className="ms-2 text-second text-small">adaptive votes</span>}
      </>
    ),
    className: 'min-w-40 whitespace-normal! [overflow-wrap:anywhere]',
  },
  {
    key: 'state',
    head: 'State',
    importance: 'high',
    cell: (batch) => (
      <Chip tone={batch.state === 'open' && finishedShare(batch) < 1 ? 'yes' : 'plain'}>{batchStateText(batch)}</Chip>
    ),
  },
  { key: 'launched', head: 'Launched', cell: ({ launchedAt }) => launchedAt && <Moment at={launchedAt} /> },
  numberColumn('tasks', 'Tasks', ({ tasks }) => tasks),
  numberColumn('finished', 'Finished', ({ finishedTasks }) => finishedTasks),
  {
    key: 'progress',
    head: 'Tasks finished',
    importance: 'high',
    cell: (batch) => (
      <div className="flex items-center gap-2">
        <ProgressBar
          label={`Tasks of ${batch.name} finished`}
          fraction={finishedShare(batch)}
          className="min-w-16 flex-1"
        />
        <span className="w-12 text-right tabular-nums">
          <FigureMark of={`tasks-finished-share-of-batch-${batch.id}`}>{percent(finishedShare(batch))}</FigureMark>
        </span>
      </div>
    ),
    className: 'min-w-32',
  },
]

const BatchTable = ({ slug, batches }: { slug: string; batches: readonly BatchSummary[] }) => (
  <DataTable label="Batches" columns={columnsOf(slug)} rows={batches} rowKey={({ id }) => id} />
)
