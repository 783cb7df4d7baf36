import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { BrowserKeys } from '@/components/kit/browser-keys'
import { type Column, numberColumn } from '@/components/kit/data-table'
import { Pager } from '@/components/kit/pager'
import { RowLink } from '@/components/kit/row-link'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { counted, wholeNumber } from '@/lib/wording/number'
import { labelChangeWord } from '@/lib/wording/runs'
import { scoreText } from '@/lib/wording/share'

type Change = 'gained' | 'lost' | null

interface DifferenceBarProps {
  /** Anchor of the list in its URLs. */
  id: string
  comparison: {
    gained: number
    lost: number
    differences: readonly unknown[]
    total: number
    page: number
    pageCount: number
    pageSize: number
  }
  change: Change
  address: (wanted: { change?: Change; page?: number }) => string
  /** Further filters. */
  children?: ReactNode
}

/** Filters and pages of a list of labels that differ. Arrow keys turn the pages. */
export function DifferenceBar({ id, comparison, change, address, children }: DifferenceBarProps) {
  const { gained, lost, differences, total, page, pageCount, pageSize } = comparison
  const first = (page - 1) * pageSize
  const kinds = [
    { word: 'All', count: gained + lost, kind: null },
    { word: 'Added', count: gained, kind: 'gained' },
    { word: 'Dropped', count: lost, kind: 'lost' },
  ] as const
  return (
    <div id={id} className="mb-2 flex min-h-8 scroll-mt-16 flex-wrap items-center justify-between gap-2">
      <nav aria-label="Filter" className="flex flex-wrap gap-1">
        {kinds.map(({ word, count, kind }) => (
          <DifferenceFilter key={word} href={address({ change: kind })} isOn={change === kind}>
            {`${word} ${wholeNumber(count)}`}
          </DifferenceFilter>
        ))}
        {children}
      </nav>
      <div className="flex items-center gap-3">
        <p className="text-second text-small tabular-nums">
          {total > pageSize
            ? `${wholeNumber(first + 1)}–${wholeNumber(first + differences.length)} of ${wholeNumber(total)}`
            : counted(total, 'label')}
        </p>
        <Pager label="Pages of differences" page={page} pageCount={pageCount} addressOf={(page) => address({ page })} />
      </div>
      <BrowserKeys
        previous={page > 1 ? address({ page: page - 1 }) : null}
        next={page < pageCount ? address({ page: page + 1 }) : null}
      />
    </div>
  )
}

interface DifferenceFilterProps {
  href: string
  isOn: boolean
  className?: string
  children: string
}

export const DifferenceFilter = ({ href, isOn, className, children }: DifferenceFilterProps) => (
  <Link
    href={href}
    scroll={false}
    aria-current={isOn ? 'true' : undefined}
    className={clsx(
      'flex h-8 touch:h-11 items-center rounded-control border px-2.5 text-[13px] tabular-nums',
      isOn ? 'border-accent bg-accent-soft font-medium text-accent' : 'bg-card hover:border-edge',
      className,
    )}
  >
    {children}
  </Link>
)

interface Difference extends Pick<ProjectImage, 'contentHash' | 'credit' | 'license'> {
  fileName: string
  isOriginal: boolean
  change: 'gained' | 'lost'
  scoreA: number | null
  scoreB: number | null
}

interface DifferenceColumnsInput<Row> {
  slug: string
  /** Names of the two sides. */
  sides: [string, string]
  /** Returns the address of a row's image. Null if the project no longer has it. */
  hrefOf: (row: Row) => string | null
  classOf: (row: Row) => string
}

function Picture<Row extends Difference>({ row, slug, hrefOf }: { row: Row } & DifferenceColumnsInput<Row>) {
  const href = hrefOf(row)
  const inside = (
    <>
      {row.contentHash && <Thumbnail slug={slug} image={row} className="size-8 shrink-0 rounded-[4px]" />}
      <FileName name={row.fileName} />
    </>
  )
  if (href === null) return <span className="flex items-center gap-2.5">{inside}</span>
  return (
    <RowLink href={href} className="flex items-center gap-2.5 text-accent underline-offset-2 hover:underline">
      {inside}
    </RowLink>
  )
}

const score = (value: number | null) => (value === null ? null : scoreText(value))

/** The first columns of a list of labels that differ. */
export const differenceColumns = <Row extends Difference>(input: DifferenceColumnsInput<Row>): Column<Row>[] => [
  { key: 'image', head: 'Image', cell: (row) => <Picture row={row} {...input} />, className: 'max-w-[280px]' },
  {
    key: 'class',
    head: 'Class',
    cell: (row) => (
      <span className="flex items-center gap-2">
        {input.classOf(row)}
        {row.isOriginal && <Chip>original</Chip>}
      </span>
    ),
  },
  {
    key: 'change',
    head: 'Change',
    importance: 'high',
    cell: ({ change }) => <Chip tone={change === 'gained' ? 'yes' : 'no'}>{labelChangeWord[change]}</Chip>,
  },
  numberColumn('score-a', `Score in ${input.sides[0]}`, ({ scoreA }) => score(scoreA)),
  numberColumn('score-b', `Score in ${input.sides[1]}`, ({ scoreB }) => score(scoreB)),
]
