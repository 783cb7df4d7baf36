import { type Column, DataTable, numberColumn, type Selection } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { thresholdRuleText } from '@/lib/wording/runs'

interface RunTableProps {
  slug: string
  runs: RunSummary[]
  /** Undefined if runs cannot be selected. */
  selection?: Selection<RunSummary>
}

const columnsOf = (slug: string): Column<RunSummary>[] => [
  {
    key: 'run',
    head: 'Run',
    cell: ({ id }) => <RowLink href={`/projects/${slug}/aggregation/${id}`}>Run {id}</RowLink>,
  },
  { key: 'method', head: 'Method', importance: 'high', cell: ({ title }) => title },
  numberColumn('threshold', 'Threshold', ({ threshold }) => thresholdText(threshold), {
    importance: 'low',
    cellTitle: ({ parameters }) => thresholdRuleText(parameters.threshold),
  }),
  numberColumn('votes', 'Votes', ({ id, voteCount }) => (
    <FigureMark of={`votes-of-run-${id}`}>{wholeNumber(voteCount)}</FigureMark>
  )),
  numberColumn('labels', 'Labels', ({ id, labelCount }) => (
    <FigureMark of={`labels-of-run-${id}`}>{wholeNumber(labelCount)}</FigureMark>
  )),
  numberColumn(
    'changed',
    'Images changed',
    ({ id, changedImageCount }) => (
      <FigureMark of={`images-changed-by-run-${id}`}>{wholeNumber(changedImageCount)}</FigureMark>
    ),
    { importance: 'high' },
  ),
  numberColumn('precision', 'Average precision', ({ id, averagePrecision }) =>
    averagePrecision === null ? null : (
      <FigureMark of={`average-precision-of-run-${id}`}>{valueText(averagePrecision, 'number', 3)}</FigureMark>
    ),
  ),
  numberColumn(
    'log-likelihood',
    'Log-likelihood',
    ({ id, logLikelihood }) =>
      logLikelihood === null ? null : (
        <FigureMark of={`log-likelihood-of-run-${id}`}>{valueText(logLikelihood)}</FigureMark>
      ),
    {
      title: 'Log-probability of the votes under the run’s parameters, in nats. Methods differ in what they model.',
      importance: 'low',
    },
  ),
  numberColumn('iterations', 'Iterations', ({ iterations }) => iterations, { importance: 'low' }),
  numberColumn(
    'seconds',
    'Seconds',
    ({ computeMs }) => (computeMs === null ? null : valueText(computeMs / 1000, 'number', 2)),
    { importance: 'low' },
  ),
  { key: 'finished', head: 'Finished', importance: 'high', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

export const RunTable = ({ slug, runs, selection }: RunTableProps) => (
  <DataTable label="Runs" columns={columnsOf(slug)} rows={runs} rowKey={({ id }) => id} selection={selection} />
)
