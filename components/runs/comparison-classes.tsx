import Link from 'next/link'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { wholeNumber } from '@/lib/wording/number'

interface ComparedClass {
  name: string
  /** Where its labels can be seen; null where there is no such place. */
  href: string | null
  gained: number
  lost: number
}

/** Two bars from one middle: lost to the left, gained to the right. */
export function ComparisonClasses({ classes }: { classes: ComparedClass[] }) {
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
        {classes.map(({ name, href, gained, lost }) => (
          <TableRow key={href ?? name}>
            <TableCell className="font-medium">
              {href === null ? (
                name
              ) : (
                <Link href={href} className="text-accent underline-offset-2 hover:underline">
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
