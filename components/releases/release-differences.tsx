import Link from 'next/link'
import { BrowserKeys } from '@/components/images/browser-keys'
import { Section } from '@/components/kit/section'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { DifferenceBar } from '@/components/runs/difference-bar'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ReleaseComparison, ReleaseDifference } from '@/lib/contracts/releases/release'
import { wholeNumber } from '@/lib/wording/number'
import { scoreText } from '@/lib/wording/share'
import type { ReleaseCompareAddress } from './compare-address'

const votesText = ([no, maybe, yes]: ReleaseDifference['votesA']) =>
  no + maybe + yes === 0 ? 'none' : `${yes} yes, ${maybe} maybe, ${no} no`

function Picture({ slug, row }: { slug: string; row: ReleaseDifference }) {
  const inside = (
    <>
      {row.contentHash && <Thumbnail slug={slug} image={row} className="size-8 shrink-0 rounded-[4px]" />}
      <FileName name={row.fileName} />
    </>
  )
  if (row.imageId === null) return <span className="flex items-center gap-2.5">{inside}</span>
  return (
    <Link
      href={`/projects/${slug}/images?image=${row.imageId}`}
      className="flex items-center gap-2.5 text-accent underline-offset-2 hover:underline"
    >
      {inside}
    </Link>
  )
}

function Row({ slug, row }: { slug: string; row: ReleaseDifference }) {
  const score = (value: number | null) => (value === null ? '–' : scoreText(value))
  return (
    <TableRow>
      <TableCell className="max-w-[280px]">
        <Picture slug={slug} row={row} />
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-2">
          {row.className}
          {row.isOriginal && <Chip>original</Chip>}
        </span>
      </TableCell>
      <TableCell>
        <Chip tone={row.change === 'gained' ? 'yes' : 'no'}>{row.change}</Chip>
      </TableCell>
      <TableCell isNumber>{score(row.scoreA)}</TableCell>
      <TableCell isNumber>{score(row.scoreB)}</TableCell>
      <TableCell className="whitespace-nowrap tabular-nums">{votesText(row.votesA)}</TableCell>
      <TableCell className="whitespace-nowrap tabular-nums">{votesText(row.votesB)}</TableCell>
    </TableRow>
  )
}

interface ReleaseDifferencesProps {
  slug: string
  comparison: ReleaseComparison
  change: 'gained' | 'lost' | null
  /** Class index; null for all. */
  classIndex: number | null
  address: ReleaseCompareAddress
}

export const differencesId = 'differences'

/** The labels that differ, a page at a time; what is shown stands in the address. */
export function ReleaseDifferences({ slug, comparison, change, classIndex, address }: ReleaseDifferencesProps) {
  const { a, b, gained, lost, differences, page, pageCount } = comparison
  const filters = [
    { word: `All ${wholeNumber(gained + lost, 'en')}`, href: address({ change: null }), isOn: change === null },
    { word: `Added ${wholeNumber(gained, 'en')}`, href: address({ change: 'gained' }), isOn: change === 'gained' },
    { word: `Dropped ${wholeNumber(lost, 'en')}`, href: address({ change: 'lost' }), isOn: change === 'lost' },
  ]
  const className =
    comparison.classes.find(({ index }) => index === classIndex)?.name ??
    differences.find((row) => row.classIndex === classIndex)?.className ??
    `class ${classIndex}`
  const previous = page > 1 ? address({ page: page - 1 }) : null
  const next = page < pageCount ? address({ page: page + 1 }) : null
  return (
    <Section
      title="Labels that differ"
      note={`Added: kept only by release ${b.version}. Dropped: kept only by release ${a.version}. Largest score change first.`}
    >
      <DifferenceBar
        id={differencesId}
        filters={filters}
        shown={differences.length}
        paging={comparison}
        addressOf={(page) => address({ page })}
      >
        {classIndex !== null && (
          <Link
            href={address({ classIndex: null })}
            scroll={false}
            aria-label={`All classes, not only ${className}`}
            className="ms-2 flex h-8 items-center gap-1.5 rounded-control border border-accent bg-accent-soft px-2.5 font-medium text-[13px] text-accent"
          >
            {className} <span aria-hidden>×</span>
          </Link>
        )}
      </DifferenceBar>
      {differences.length === 0 ? (
        <div className="rounded-card border bg-card">
          <EmptyState title={gained + lost === 0 ? 'No differences' : 'None of this kind'} />
        </div>
      ) : (
        <Table label="Labels that differ">
          <TableHead>
            <tr>
              <HeadCell>Image</HeadCell>
              <HeadCell>Class</HeadCell>
              <HeadCell>Change</HeadCell>
              <HeadCell isNumber>Score in {a.version}</HeadCell>
              <HeadCell isNumber>Score in {b.version}</HeadCell>
              <HeadCell>Votes in {a.version}</HeadCell>
              <HeadCell>Votes in {b.version}</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {differences.map((row) => (
              <Row key={`${row.fileName} ${row.classIndex}`} slug={slug} row={row} />
            ))}
          </tbody>
        </Table>
      )}
      <BrowserKeys previous={previous} next={next} />
    </Section>
  )
}
