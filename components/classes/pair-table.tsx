import { type Column, DataTable, type DataTableProps, numberColumn } from '@/components/kit/data-table'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { ConfusedPair } from '@/lib/contracts/classes/class'
import type { Confuser } from '@/lib/domain/classes/confusion-view'
import { confuserMeaning, decisionChip } from '@/lib/wording/classes'
import { ShareText } from './share-text'

interface PairTableProps extends Pick<DataTableProps<ConfusedPair>, 'label' | 'page' | 'pageCount' | 'addressOf'> {
  slug: string
  rows: ConfusedPair[]
  by: Confuser
  /** Whether all pairs share a class, which then need not be named in each row. */
  isOfOne?: boolean
}

const shareColumns = ['raters', 'originals', 'models', 'together'] as const
const heads = { raters: 'By raters', originals: 'By original labels', models: 'By models', together: 'Both kept' }

export function ClassPairTable({ slug, by, isOfOne = false, ...table }: PairTableProps) {
  const columns: Column<ConfusedPair>[] = [
    {
      key: 'pair',
      head: isOfOne ? 'With' : 'Pair',
      cell: ({ first, second }) => (
        <Link
          href={`/projects/${slug}/classes/pairs/${first.index}/${second.index}`}
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
      ),
      className: 'max-w-[300px]',
    },
    numberColumn('any', 'Images confused', ({ counts }) => counts.confusedCount, { title: confuserMeaning.any }),
    ...shareColumns.map(
      (key): Column<ConfusedPair> =>
        numberColumn(key, heads[key], ({ shares }) => <ShareText of={shares[key]} hasCount />, {
          title: confuserMeaning[key],
        }),
    ),
    {
      key: 'decision',
      head: 'Decision',
      importance: 'high',
      // In one word, from the perspective of the first class.
      cell: ({ decision }) =>
        decision && <Chip tone={decision === 'apart' ? 'maybe' : 'accent'}>{decisionChip[decision]}</Chip>,
    },
  ]
  return (
    <DataTable
      columns={columns}
      {...table}
      rowKey={({ first, second }) => `${first.index}-${second.index}`}
      sort={{ by, isDescending: true }}
      isDense
    />
  )
}
