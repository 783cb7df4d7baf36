import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ExperimentArm } from '@/lib/contracts/experiments'
import { armName } from '@/lib/wording/experiments'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

/** How many tasks were drawn into each condition. */
export function ArmTable({ arms }: { arms: ExperimentArm[] }) {
  const submitted = arms.reduce((sum, arm) => sum + arm.submitted, 0)
  return (
    <Table label="Conditions">
      <TableHead>
        <tr>
          <HeadCell>Condition</HeadCell>
          <HeadCell isNumber>Tasks submitted</HeadCell>
          <HeadCell isNumber>Share</HeadCell>
          <HeadCell isNumber>With raters now</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {arms.map((arm, place) => (
          <TableRow key={String(arm.arm)}>
            <TableCell className="font-medium">
              <span className="whitespace-nowrap">{armName(arm.arm)}</span>
              {place === 0 && (
                <span className="block font-normal text-second text-small">the others are compared with it</span>
              )}
            </TableCell>
            <TableCell isNumber>{wholeNumber(arm.submitted, 'en')}</TableCell>
            <TableCell isNumber>{submitted > 0 ? percent(arm.submitted / submitted) : '–'}</TableCell>
            <TableCell isNumber>{wholeNumber(arm.leased, 'en')}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
