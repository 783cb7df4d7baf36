import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { ruleSentence } from '@/lib/wording/runs'

interface RunTableProps {
  slug: string
  runs: RunSummary[]
  /** Given where runs can be ticked. */
  ticks?: { chosen: readonly number[]; onToggle: (id: number) => void }
}

const missing = '–'

export function RunTable({ slug, runs, ticks }: RunTableProps) {
  return (
    <Table label="Runs">
      <TableHead>
        <tr>
          {ticks && (
            <HeadCell className="w-9 pr-0!">
              <span className="sr-only">Compare</span>
            </HeadCell>
          )}
          <HeadCell>Run</HeadCell>
          <HeadCell>Method</HeadCell>
          <HeadCell isNumber>Cut</HeadCell>
          <HeadCell isNumber>Votes</HeadCell>
          <HeadCell isNumber>Labels</HeadCell>
          <HeadCell isNumber>Images changed</HeadCell>
          <HeadCell isNumber>Average precision</HeadCell>
          <HeadCell isNumber>Iterations</HeadCell>
          <HeadCell isNumber>Seconds</HeadCell>
          <HeadCell>Finished</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {runs.map((run) => (
          <TableRow key={run.id} aria-selected={ticks?.chosen.includes(run.id)}>
            {ticks && (
              <TableCell className="pr-0!">
                <input
                  type="checkbox"
                  aria-label={`Compare run ${run.id}`}
                  checked={ticks.chosen.includes(run.id)}
                  onChange={() => ticks.onToggle(run.id)}
                  className="block size-4"
                />
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap font-medium">
              <Link
                href={`/projects/${slug}/aggregation/${run.id}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                Run {run.id}
              </Link>
            </TableCell>
            <TableCell className="whitespace-nowrap">{run.title}</TableCell>
            <TableCell isNumber title={ruleSentence(run.parameters.threshold)}>
              {valueText(run.threshold)}
            </TableCell>
            <TableCell isNumber>{wholeNumber(run.voteCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(run.labelCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(run.changedImageCount, 'en')}</TableCell>
            <TableCell isNumber>
              {run.averagePrecision === null ? missing : valueText(run.averagePrecision, 'number', 3)}
            </TableCell>
            <TableCell isNumber>{wholeNumber(run.iterations, 'en')}</TableCell>
            <TableCell isNumber>
              {run.computeMs === null ? missing : valueText(run.computeMs / 1000, 'number', 2)}
            </TableCell>
            <TableCell>
              <Moment at={run.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
