import { type Column, DataTable } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { SimulatedIcon, SimulatedLegend } from '@/components/kit/simulated-mark'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { GoldenExpert } from '@/lib/contracts/golden/golden'
import { wholeNumber } from '@/lib/wording/number'

const columnsOf = (goldenImages: number): Column<GoldenExpert>[] => [
  {
    key: 'expert',
    head: 'Expert',
    cell: ({ name, isSimulated }) => (
      <span className="flex items-center gap-2">
        {name}
        {isSimulated && <SimulatedIcon />}
      </span>
    ),
  },
  {
    key: 'progress',
    head: 'Progress',
    cell: ({ name, doneImages, answers }) =>
      goldenImages === 0 ? null : (
        <span className="flex items-center gap-3">
          <ProgressBar
            label={`Images ${name} has answered`}
            fraction={doneImages / goldenImages}
            valueText={`${doneImages} of ${goldenImages}`}
            className="w-28"
          />
          <span className="text-second text-small tabular-nums">
            {answers === 0 ? 'not started' : `${wholeNumber(doneImages, 'en')} of ${wholeNumber(goldenImages, 'en')}`}
          </span>
        </span>
      ),
  },
  { key: 'answers', head: 'Answers', isNumber: true, cell: ({ answers }) => answers },
  { key: 'last', head: 'Last answer', cell: ({ lastAt }) => lastAt && <Moment at={lastAt} /> },
]

export const ExpertTable = ({ experts, goldenImages }: { experts: GoldenExpert[]; goldenImages: number }) => (
  <>
    <DataTable
      label="Experts"
      columns={columnsOf(goldenImages)}
      rows={experts}
      rowKey={({ raterId, name }) => raterId ?? name}
      empty={{
        title: 'No experts yet',
        children:
          'Create an invite link with the role Expert and send it to people who know the classes. You can answer as an expert too. With three or more experts, you get a meaningful majority.',
      }}
    />
    {experts.some(({ isSimulated }) => isSimulated) && <SimulatedLegend what="Simulated expert" />}
  </>
)
