import Link from 'next/link'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ConfusedPair } from '@/lib/contracts/classes/class'
import type { Confuser } from '@/lib/domain/classes/confusion-view'
import { confuserMeaning } from '@/lib/wording/classes'
import { wholeNumber } from '@/lib/wording/number'
import { DecisionChip } from './decision-chip'
import { ShareText } from './share-text'

interface PairTableProps {
  slug: string
  label: string
  rows: ConfusedPair[]
  /** What the rows are ordered by. */
  by: Confuser
  /** Whether all pairs are of one class, which then need not be named in each row. */
  isOfOne?: boolean
}

const columns = ['raters', 'originals', 'models', 'together'] as const
const heads = { raters: 'By raters', originals: 'By original labels', models: 'By models', together: 'Kept together' }

/** Pairs of classes with how they are confused: how many images, and of how many. */
export function PairTable({ slug, label, rows, by, isOfOne = false }: PairTableProps) {
  const base = `/projects/${slug}/classes/pairs`
  return (
    <Table label={label} className="[&_td]:whitespace-nowrap [&_td]:px-2 [&_th]:px-2">
      <TableHead>
        <tr>
          <HeadCell>{isOfOne ? 'With' : 'Pair'}</HeadCell>
          <HeadCell isNumber title={confuserMeaning.any} aria-sort={by === 'any' ? 'descending' : undefined}>
            Confused on
          </HeadCell>
          {columns.map((column) => (
            <HeadCell
              key={column}
              isNumber
              title={confuserMeaning[column]}
              aria-sort={by === column ? 'descending' : undefined}
            >
              {heads[column]}
            </HeadCell>
          ))}
          <HeadCell>Decision</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {rows.map(({ first, second, counts, shares, decision }) => (
          <TableRow key={`${first.index} ${second.index}`}>
            <TableCell className="max-w-[300px] font-medium">
              <Link
                href={`${base}/${first.index}/${second.index}`}
                prefetch={false}
                className="block truncate hover:underline"
                title={`${first.name} (${first.index}) and ${second.name} (${second.index})`}
              >
                {!isOfOne && (
                  <>
                    {first.name} <span className="font-normal text-second">and</span>{' '}
                  </>
                )}
                {second.name}
              </Link>
            </TableCell>
            <TableCell isNumber>{wholeNumber(counts.confusedCount, 'en')}</TableCell>
            {columns.map((column) => (
              <TableCell key={column} isNumber>
                <ShareText of={shares[column]} hasCount />
              </TableCell>
            ))}
            <TableCell>
              <DecisionChip decision={decision} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
