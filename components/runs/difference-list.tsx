import { type Column, DataTable } from '@/components/kit/data-table'
import { RowLink } from '@/components/kit/row-link'
import { Section } from '@/components/kit/section'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { VoteMarks } from '@/components/kit/vote-marks'
import { Chip } from '@/components/ui/chip'
import type { LabelDifference, RunComparison } from '@/lib/contracts/runs/run'
import { labelChangeWord } from '@/lib/wording/runs'
import { scoreText } from '@/lib/wording/share'
import { DifferenceBar, DifferenceFilter } from './difference-bar'

export interface DifferenceListProps {
  slug: string
  comparison: RunComparison
  change: 'gained' | 'lost' | null
  isGolden: boolean
}

const listId = 'differences'
const holdsWord = (holds: boolean | null) => (holds === null ? '' : holds ? 'applies' : 'does not apply')

const score = (value: number | null) => (value === null ? null : scoreText(value))

const columnsOf = (slug: string, { a, b }: RunComparison): Column<LabelDifference>[] => [
  {
    key: 'image',
    head: 'Image',
    cell: (row) => (
      <RowLink
        href={`/projects/${slug}/images?run=${b.id}&image=${row.imageId}`}
        className="flex items-center gap-2.5 text-accent underline-offset-2 hover:underline"
      >
        {row.contentHash && <Thumbnail slug={slug} image={row} className="size-8 shrink-0 rounded-[4px]" />}
        <FileName name={row.fileName} />
      </RowLink>
    ),
    className: 'max-w-[280px]',
  },
  {
    key: 'class',
    head: 'Class',
    cell: (row) => (
      <span className="flex items-center gap-2">
        {row.class.name}
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
  { key: 'score-a', head: `Score in run ${a.id}`, isNumber: true, cell: ({ scoreA }) => score(scoreA) },
  { key: 'score-b', head: `Score in run ${b.id}`, isNumber: true, cell: ({ scoreB }) => score(scoreB) },
  {
    key: 'votes',
    head: 'Votes',
    cell: ({ votes }) => (votes.length > 0 ? <VoteMarks votes={votes} /> : <span className="text-second">none</span>),
  },
  { key: 'truth', head: 'Experts', cell: ({ holds }) => holdsWord(holds) },
]

/** Labels that differ, page by page. Filters and page are in the URL. */
export function DifferenceList({ slug, comparison, change, isGolden }: DifferenceListProps) {
  const { a, b, differences } = comparison
  function address(wanted: { change?: string | null; isGolden?: boolean; page?: number }) {
    const query = new URLSearchParams({ a: String(a.id), b: String(b.id) })
    const kind = wanted.change === undefined ? change : wanted.change
    if (kind) query.set('change', kind)
    if (wanted.isGolden ?? isGolden) query.set('golden', 'yes')
    if (wanted.page && wanted.page > 1) query.set('page', String(wanted.page))
    // The anchor leads to the list, because the content above it is the same on every page.
    return `/projects/${slug}/aggregation/compare?${query}#${listId}`
  }
  return (
    <Section
      title="Labels that differ"
      note={`Added: kept only by run ${b.id}. Dropped: kept only by run ${a.id}. ${isGolden ? 'A run that uses golden answers is always right about these.' : 'Largest score change first.'}`}
    >
      <DifferenceBar id={listId} comparison={comparison} change={change} address={address}>
        <DifferenceFilter href={address({ isGolden: !isGolden })} isOn={isGolden} className="ms-2">
          Golden only
        </DifferenceFilter>
      </DifferenceBar>
      <DataTable
        label="Labels that differ"
        columns={columnsOf(slug, comparison)}
        rows={differences}
        rowKey={(row) => `${row.imageId} ${row.class.externalId ?? row.class.name}`}
        empty={{ title: isGolden ? 'No golden candidates among them' : 'None of this kind' }}
      />
    </Section>
  )
}
