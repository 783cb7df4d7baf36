import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { PageHeader } from '@/components/ui/page'
import type { Experiment } from '@/lib/contracts/experiments'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { conditionName, factorWord } from '@/lib/wording/experiments'
import { counted, wholeNumber } from '@/lib/wording/number'
import { NewExperimentButton } from './new-experiment-button'
import { StateChip } from './state-chip'

const submittedOf = ({ conditions }: Experiment) => conditions.reduce((sum, { submitted }) => sum + submitted, 0)

const columnsOf = (slug: string): Column<Experiment>[] => [
  {
    key: 'experiment',
    head: 'Experiment',
    cell: ({ id, name }) => <RowLink href={`/projects/${slug}/experiments/${id}`}>{name}</RowLink>,
    className: 'min-w-40 whitespace-normal! [overflow-wrap:anywhere]',
  },
  { key: 'state', head: 'State', cell: ({ state }) => <StateChip state={state} /> },
  {
    key: 'factor',
    head: 'Factor',
    cell: ({ factor, conditions }) => (
      <>
        {factorWord[factor].name}
        <span className="block text-second text-small">
          {conditions.map(({ condition }) => conditionName(condition)).join(', ')}
        </span>
      </>
    ),
    className: 'min-w-56 whitespace-normal! py-1.5',
  },
  numberColumn('submitted', 'Tasks submitted', submittedOf),
  { key: 'started', head: 'Started', cell: ({ startedAt }) => startedAt && <Moment at={startedAt} /> },
]

interface ExperimentListProps {
  slug: string
  experiments: Experiment[]
  hasSimulated: boolean
}

export function ExperimentList({ slug, experiments, hasSimulated }: ExperimentListProps) {
  const running = experiments.filter(({ state }) => state === 'running').length
  return (
    <>
      <PageHeader
        title={projectPages.experiments.title}
        mark={hasSimulated && experiments.some((one) => submittedOf(one) > 0) && <SimulatedMark />}
        action={experiments.length > 0 && <NewExperimentButton slug={slug} />}
      >
        {experiments.length === 0
          ? 'Test at random what changes how raters answer.'
          : `${counted(experiments.length, 'experiment')}, ${running === 0 ? 'none' : wholeNumber(running)} running.`}
      </PageHeader>
      <DataTable
        label="Experiments"
        columns={columnsOf(slug)}
        rows={experiments}
        rowKey={({ id }) => id}
        empty={{
          title: 'No experiments yet',
          action: <NewExperimentButton slug={slug} />,
          children:
            'An experiment assigns each task a random condition, such as the order of candidates, and measures its effect on answers, time and agreement.',
        }}
      />
    </>
  )
}
