import Link from 'next/link'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { RunComparison } from '@/lib/contracts/run'
import { wholeNumber } from '@/lib/wording/number'

interface ComparisonClassesProps {
  slug: string
  /** Whose images a class links to. */
  runId: number
  classes: RunComparison['classes']
}

/** Two bars from one middle: lost to the left, gained to the right. */
export function ComparisonClasses({ slug, runId, classes }: ComparisonClassesProps) {
  const most = Math.max(1, ...classes.flatMap(({ gained, lost }) => [gained, lost]))
  const width = (count: number) => ({ width: `${(count / most) * 100}%` })
  return (
    <Table label="Classes whose labels differ">
      <TableHead>
        <tr>
          <HeadCell>Class</HeadCell>
          <HeadCell isNumber>Lost</HeadCell>
          <HeadCell className="w-[40%] max-desk:hidden">
            <span className="sr-only">Lost and gained as bars</span>
          </HeadCell>
          <HeadCell>Gained</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {classes.map(({ class: { name, wnid, index }, gained, lost }) => (
          <TableRow key={wnid ?? name}>
            <TableCell className="font-medium">
              {index === null ? (
                name
              ) : (
                <Link
                  href={`/projects/${slug}/images?run=${runId}&class=${index}`}
                  className="text-accent underline-offset-2 hover:underline"
                >
                  {name}
                </Link>
              )}
            </TableCell>
            <TableCell isNumber>{wholeNumber(lost, 'en')}</TableCell>
            <TableCell className="max-desk:hidden">
              <span aria-hidden className="grid h-2 grid-cols-2 gap-px">
                <span className="flex justify-end">
                  <span className="h-full rounded-l-full bg-no" style={width(lost)} />
                </span>
                <span className="flex">
                  <span className="h-full rounded-r-full bg-yes" style={width(gained)} />
                </span>
              </span>
            </TableCell>
            <TableCell className="tabular-nums">{wholeNumber(gained, 'en')}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
