import { type Column, DataTable, type Selection } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { thresholdRuleText } from '@/lib/wording/runs'

interface RunTableProps {
  slug: string
  runs: RunSummary[]
  /** Given where runs can be ticked. */
  selection?: Selection<RunSummary>
}

const columnsOf = (slug: string): Column<RunSummary>[] => [
  {
    key: 'run',
    head: 'Run',
    cell: ({ id }) => <RowLink href={`/projects/${slug}/aggregation/${id}`}>Run {id}</RowLink>,
  },
  { key: 'method', head: 'Method', cell: ({ title }) => title },
  {
    key: 'threshold',
    head: 'Threshold',
    isNumber: true,
    cell: ({ threshold }) => valueText(threshold),
    cellTitle: ({ parameters }) => thresholdRuleText(parameters.threshold),
  },
  { key: 'votes', head: 'Votes', isNumber: true, cell: ({ voteCount }) => voteCount },
  { key: 'labels', head: 'Labels', isNumber: true, cell: ({ labelCount }) => labelCount },
  { key: 'changed', head: 'Images changed', isNumber: true, cell: ({ changedImageCount }) => changedImageCount },
  {
    key: 'precision',
    head: 'Average precision',
    isNumber: true,
    cell: ({ averagePrecision }) => (averagePrecision === null ? null : valueText(averagePrecision, 'number', 3)),
  },
  { key: 'iterations', head: 'Iterations', isNumber: true, cell: ({ iterations }) => iterations },
  {
    key: 'seconds',
    head: 'Seconds',
    isNumber: true,
    cell: ({ computeMs }) => (computeMs === null ? null : valueText(computeMs / 1000, 'number', 2)),
  },
  { key: 'finished', head: 'Finished', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

export const RunTable = ({ slug, runs, selection }: RunTableProps) => (
  <DataTable label="Runs" columns={columnsOf(slug)} rows={runs} rowKey={({ id }) => id} selection={selection} />
)
