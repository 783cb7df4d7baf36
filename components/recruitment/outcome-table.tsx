import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Panel } from '@/lib/contracts/recruitment'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { wholeNumber } from '@/lib/wording/number'
import { outcomeWord } from '@/lib/wording/recruitment'

/** How the visits of a panel ended, with the code each end gives. */
export function OutcomeTable({ panel: { name, kind, settings, visits } }: { panel: Panel }) {
  return (
    <Table label={`Visits of ${name} by outcome`}>
      <TableHead>
        <tr>
          <HeadCell>Ended as</HeadCell>
          <HeadCell isNumber>Visits</HeadCell>
          <HeadCell>Code</HeadCell>
          <HeadCell>Leads back to</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {panelOutcomes.map((outcome) => {
          const { code, address } = settings.outcomes[outcome]
          const goal = kind === 'prolific' ? code && 'Prolific' : address && new URL(address).host
          return (
            <TableRow key={outcome}>
              <TableCell className="font-medium">{outcomeWord[outcome]}</TableCell>
              <TableCell isNumber>{wholeNumber(visits.outcomes[outcome] ?? 0, 'en')}</TableCell>
              <TableCell className="font-mono text-small">{code ?? '–'}</TableCell>
              <TableCell>{goal || 'nowhere: only said on the page'}</TableCell>
            </TableRow>
          )
        })}
        <TableRow>
          <TableCell className="font-medium">Not ended</TableCell>
          <TableCell isNumber>{wholeNumber(visits.open, 'en')}</TableCell>
          <TableCell>–</TableCell>
          <TableCell className="text-second">still at it, or gone without the last task</TableCell>
        </TableRow>
        <TableRow>
          <TableCell className="font-semibold">Begun</TableCell>
          <TableCell isNumber className="font-semibold">
            {wholeNumber(visits.begun, 'en')}
          </TableCell>
          <TableCell />
          <TableCell />
        </TableRow>
      </tbody>
    </Table>
  )
}
