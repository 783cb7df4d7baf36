import Link from 'next/link'
import { BrowserKeys } from '@/components/images/browser-keys'
import { Section } from '@/components/kit/section'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { VoteMarks } from '@/components/kit/vote-marks'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { LabelDifference, RunComparison } from '@/lib/contracts/runs/run'
import { wholeNumber } from '@/lib/wording/number'
import { scoreText } from '@/lib/wording/share'
import { DifferenceBar } from './difference-bar'

interface DifferenceListProps {
  slug: string
  comparison: RunComparison
  change: 'gained' | 'lost' | null
  isGolden: boolean
}

const listId = 'differences'
const holdsWord = (holds: boolean | null) => (holds === null ? '' : holds ? 'applies' : 'does not apply')

function Row({ slug, runId, row }: { slug: string; runId: number; row: LabelDifference }) {
  const { imageId, fileName, contentHash, isOriginal, change, scoreA, scoreB, votes, holds } = row
  return (
    <TableRow>
      <TableCell className="max-w-[280px]">
        <Link
          href={`/projects/${slug}/images?run=${runId}&image=${imageId}`}
          className="flex items-center gap-2.5 text-accent underline-offset-2 hover:underline"
        >
          {contentHash && <Thumbnail slug={slug} image={row} className="size-8 shrink-0 rounded-[4px]" />}
          <FileName name={fileName} />
        </Link>
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-2">
          {row.class.name}
          {isOriginal && <Chip>original</Chip>}
        </span>
      </TableCell>
      <TableCell>
        <Chip tone={change === 'gained' ? 'yes' : 'no'}>{change}</Chip>
      </TableCell>
      <TableCell isNumber>{scoreA === null ? '–' : scoreText(scoreA)}</TableCell>
      <TableCell isNumber>{scoreB === null ? '–' : scoreText(scoreB)}</TableCell>
      <TableCell>
        {votes.length > 0 ? <VoteMarks votes={votes} /> : <span className="text-second">none</span>}
      </TableCell>
      <TableCell className="whitespace-nowrap">{holdsWord(holds)}</TableCell>
    </TableRow>
  )
}

/** The labels that differ, a page at a time; what is shown stands in the address. */
export function DifferenceList({ slug, comparison, change, isGolden }: DifferenceListProps) {
  const { a, b, gained, lost, differences, page, pageCount } = comparison
  function address(wanted: { change?: string | null; isGolden?: boolean; page?: number }) {
    const query = new URLSearchParams({ a: String(a.id), b: String(b.id) })
    const kind = wanted.change === undefined ? change : wanted.change
    if (kind) query.set('change', kind)
    if (wanted.isGolden ?? isGolden) query.set('golden', 'yes')
    if (wanted.page && wanted.page > 1) query.set('page', String(wanted.page))
    // The list stands below what is the same on every page, so that turning one leads to it.
    return `/projects/${slug}/aggregation/compare?${query}#${listId}`
  }
  const filters = [
    { word: `All ${wholeNumber(gained + lost, 'en')}`, href: address({ change: null }), isOn: change === null },
    { word: `Added ${wholeNumber(gained, 'en')}`, href: address({ change: 'gained' }), isOn: change === 'gained' },
    { word: `Dropped ${wholeNumber(lost, 'en')}`, href: address({ change: 'lost' }), isOn: change === 'lost' },
    { word: 'Golden only', href: address({ isGolden: !isGolden }), isOn: isGolden, isApart: true },
  ]
  const previous = page > 1 ? address({ page: page - 1 }) : null
  const next = page < pageCount ? address({ page: page + 1 }) : null
  return (
    <Section
      title="Labels that differ"
      note={`Added: kept only by run ${b.id}. Dropped: kept only by run ${a.id}. ${isGolden ? 'A run that uses golden answers is always right about these.' : 'Largest score change first.'}`}
    >
      <DifferenceBar
        id={listId}
        filters={filters}
        shown={differences.length}
        paging={comparison}
        addressOf={(page) => address({ page })}
      />
      {differences.length === 0 ? (
        <div className="rounded-card border bg-card">
          <EmptyState title={isGolden ? 'No golden candidates among them' : 'None of this kind'} />
        </div>
      ) : (
        <Table label="Labels that differ">
          <TableHead>
            <tr>
              <HeadCell>Image</HeadCell>
              <HeadCell>Class</HeadCell>
              <HeadCell>Change</HeadCell>
              <HeadCell isNumber>Score in run {a.id}</HeadCell>
              <HeadCell isNumber>Score in run {b.id}</HeadCell>
              <HeadCell>Votes</HeadCell>
              <HeadCell>Experts</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {differences.map((row) => (
              <Row key={`${row.imageId} ${row.class.wnid ?? row.class.name}`} slug={slug} runId={b.id} row={row} />
            ))}
          </tbody>
        </Table>
      )}
      <BrowserKeys previous={previous} next={next} />
    </Section>
  )
}
