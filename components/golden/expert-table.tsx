import { Moment } from '@/components/kit/moment'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { EmptyState } from '@/components/ui/empty-state'
import { ProgressBar } from '@/components/ui/progress-bar'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { GoldenExpert } from '@/lib/contracts/golden/golden'
import { wholeNumber } from '@/lib/wording/number'

export function ExpertTable({ experts, goldenImages }: { experts: GoldenExpert[]; goldenImages: number }) {
  if (experts.length === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState title="There are no experts yet">
          Make an invite link for the role Expert and send it to people who know the classes. You can answer as one
          yourself. With three or more, a majority means something.
        </EmptyState>
      </div>
    )
  return (
    <Table label="Experts">
      <TableHead>
        <tr>
          <HeadCell>Expert</HeadCell>
          <HeadCell>Progress</HeadCell>
          <HeadCell isNumber>Answers</HeadCell>
          <HeadCell>Last answer</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {experts.map((expert, index) => (
          <TableRow key={expert.raterId ?? `member-${index}`}>
            <TableCell className="font-medium">
              <span className="flex items-center gap-2 whitespace-nowrap">
                {expert.name}
                {expert.isSimulated && <SimulatedMark>Simulated</SimulatedMark>}
              </span>
            </TableCell>
            <TableCell>
              {goldenImages === 0 ? (
                '–'
              ) : (
                <span className="flex items-center gap-3 whitespace-nowrap">
                  <ProgressBar
                    label={`Pictures ${expert.name} has answered`}
                    fraction={expert.doneImages / goldenImages}
                    valueText={`${expert.doneImages} of ${goldenImages}`}
                    className="w-28"
                  />
                  <span className="text-second text-small tabular-nums">
                    {expert.answers === 0
                      ? 'not begun'
                      : `${wholeNumber(expert.doneImages, 'en')} of ${wholeNumber(goldenImages, 'en')}`}
                  </span>
                </span>
              )}
            </TableCell>
            <TableCell isNumber>{wholeNumber(expert.answers, 'en')}</TableCell>
            <TableCell>{expert.lastAt ? <Moment at={expert.lastAt} /> : '–'}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
