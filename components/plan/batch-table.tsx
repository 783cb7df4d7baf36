import { type Column, DataTable } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import { Chip } from '@/components/ui/chip'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { BatchSummary } from '@/lib/contracts/plan'
import { finishedShare } from '@/lib/domain/plan/finished-share'
import { batchStateText } from '@/lib/wording/plan'
import { percent } from '@/lib/wording/share'

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
  { key: 'tasks', head: 'Tasks', isNumber: true, cell: ({ tasks }) => tasks },
  { key: 'finished', head: 'Finished', isNumber: true, cell: ({ finishedTasks }) => finishedTasks },
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

export const BatchTable = ({ slug, batches }: { slug: string; batches: readonly BatchSummary[] }) => (
  <DataTable label="Batches" columns={columnsOf(slug)} rows={batches} rowKey={({ id }) => id} />
)
