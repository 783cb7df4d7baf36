import Link from 'next/link'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { RunSummary } from '@/lib/contracts/run'
import { wholeNumber } from '@/lib/wording/number'
import { Moment } from './moment'

export function RunTable({ slug, runs }: { slug: string; runs: RunSummary[] }) {
  return (
    <Table label="Runs">
      <TableHead>
        <tr>
          <HeadCell>Run</HeadCell>
          <HeadCell>Method</HeadCell>
          <HeadCell isNumber>Threshold</HeadCell>
          <HeadCell isNumber>Votes</HeadCell>
          <HeadCell isNumber>Labels</HeadCell>
          <HeadCell isNumber>Images changed</HeadCell>
          <HeadCell>Finished</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="whitespace-nowrap font-medium">
              <Link
                href={`/projects/${slug}/images?run=${run.id}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                Run {run.id}
              </Link>
            </TableCell>
            <TableCell className="whitespace-nowrap">{run.title}</TableCell>
            <TableCell isNumber>{run.threshold}</TableCell>
            <TableCell isNumber>{wholeNumber(run.voteCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(run.labelCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(run.changedImageCount, 'en')}</TableCell>
            <TableCell>
              <Moment at={run.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
