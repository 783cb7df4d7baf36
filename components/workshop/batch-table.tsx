import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { Chip } from '@/components/ui/chip'
import { ProgressBar } from '@/components/ui/progress-bar'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { BatchSummary } from '@/lib/contracts/workshop'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { batchStateText } from '@/lib/wording/workshop'

/** The batches that were launched, with how far each has got. */
export function BatchTable({ slug, batches }: { slug: string; batches: readonly BatchSummary[] }) {
  return (
    <Table label="Batches">
      <TableHead>
        <tr>
          <HeadCell>Batch</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>Launched</HeadCell>
          <HeadCell isNumber>Tasks</HeadCell>
          <HeadCell isNumber>Finished</HeadCell>
          <HeadCell>Progress</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {batches.map((batch) => {
          const share = batch.tasks > 0 ? batch.finishedTasks / batch.tasks : 0
          return (
            <TableRow key={batch.id}>
              <TableCell>
                <Link
                  href={`/projects/${slug}/batches/${batch.id}`}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  {batch.name}
                </Link>
              </TableCell>
              <TableCell>
                <Chip tone={batch.state === 'open' && share < 1 ? 'yes' : 'plain'}>{batchStateText(batch)}</Chip>
              </TableCell>
              <TableCell>{batch.launchedAt ? <Moment at={batch.launchedAt} /> : '–'}</TableCell>
              <TableCell isNumber>{wholeNumber(batch.tasks, 'en')}</TableCell>
              <TableCell isNumber>{wholeNumber(batch.finishedTasks, 'en')}</TableCell>
              <TableCell className="min-w-32">
                <div className="flex items-center gap-2">
                  <ProgressBar label={`Tasks of ${batch.name} finished`} fraction={share} className="min-w-16 flex-1" />
                  <span className="w-12 text-right tabular-nums">{percent(share)}</span>
                </div>
              </TableCell>
            </TableRow>
          )
        })}
      </tbody>
    </Table>
  )
}
