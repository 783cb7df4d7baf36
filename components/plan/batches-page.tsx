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
import type { ListedBatch } from '@/lib/contracts/plan/plan'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { batchStateText } from '@/lib/wording/plan'
import { percent } from '@/lib/wording/share'
import { batchProgress, CountedAt } from './batch-progress'
import { useSimulatedRaters } from './simulate-raters'

interface BatchesPageProps {
  slug: string
  list: { batches: readonly ListedBatch[]; countedAt: string | null; hasSimulated: boolean }
  jobs: JobSummary[]
}

function state(batches: readonly ListedBatch[]): string {
  const sum = (of: (batch: ListedBatch) => number) => batches.reduce((total, batch) => total + of(batch), 0)
  const tasks = counted(
    sum((batch) => batch.tasks),
    'task',
  )
  const votes = counted(
    sum((batch) => batch.votes),
    'vote',
  )
  return `${counted(batches.length, 'batch', 'batches')} with ${tasks}; ${votes} so far.`
}

export function BatchesPage({ slug, list, jobs: initialJobs }: BatchesPageProps) {
  const { batches, countedAt, hasSimulated } = list
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
        <>
          <DataTable label="Batches" columns={columnsOf(slug)} rows={batches} rowKey={({ id }) => id} />
          {countedAt !== null && <CountedAt at={countedAt} />}
        </>
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

const columnsOf = (slug: string): Column<ListedBatch>[] => [
  {
    key: 'batch',
    head: 'Batch',
    cell: ({ id, name, isAdaptive }) => (
      <>
        <RowLink href={`/projects/${slug}/batches/${id}`}>{name}</RowLink>{' '}
        {isAdaptive && <span className="ms-1 text-second text-small">adaptive votes</span>}
      </>
    ),
    className: 'min-w-40 whitespace-normal! [overflow-wrap:anywhere]',
  },
  {
    key: 'state',
    head: 'State',
    importance: 'high',
    cell: (batch) => (
      <Chip tone={batch.state === 'open' && batch.finishedTasks < batch.tasks ? 'yes' : 'plain'}>
        {batchStateText(batch)}
      </Chip>
    ),
  },
  { key: 'launched', head: 'Launched', cell: ({ launchedAt }) => launchedAt && <Moment at={launchedAt} /> },
  numberColumn('tasks', 'Tasks', ({ tasks }) => tasks),
  numberColumn('finished', 'Tasks finished', ({ finishedTasks }) => finishedTasks, { importance: 'low' }),
  {
    key: 'votes',
    head: 'Votes given',
    importance: 'high',
    cell: (batch) => {
      const { given, planned, share, text } = batchProgress(batch)
      return (
        <div className="flex items-center gap-2">
          <ProgressBar label={`Votes of ${batch.name}`} fraction={share} valueText={text} className="min-w-16 flex-1" />
          <span className="text-second tabular-nums">
            {given} of {planned}
          </span>
          <span className="w-10 text-end tabular-nums">
            <FigureMark of={`share-of-planned-votes-of-batch-${batch.id}`}>{percent(share)}</FigureMark>
          </span>
        </div>
      )
    },
    className: 'min-w-32',
  },
]
