import { type Column, DataTable } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { DifferenceBar } from '@/components/runs/difference-bar'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { ReleaseComparison, ReleaseDifference } from '@/lib/contracts/releases/release-comparison'
import { type ReleaseComparisonView, releaseComparisonAddress } from '@/lib/domain/releases/release-comparison-view'
import { labelChangeWord } from '@/lib/wording/runs'
import { scoreText } from '@/lib/wording/share'

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

const score = (value: number | null) => (value === null ? null : scoreText(value))

const columnsOf = (slug: string, { a, b }: ReleaseComparison): Column<ReleaseDifference>[] => [
  { key: 'image', head: 'Image', cell: (row) => <Picture slug={slug} row={row} />, className: 'max-w-[280px]' },
  {
    key: 'class',
    head: 'Class',
    cell: ({ className, isOriginal }) => (
      <span className="flex items-center gap-2">
        {className}
        {isOriginal && <Chip>original</Chip>}
      </span>
    ),
  },
  {
    key: 'change',
    head: 'Change',
    cell: ({ change }) => <Chip tone={change === 'gained' ? 'yes' : 'no'}>{labelChangeWord[change]}</Chip>,
  },
  { key: 'score-a', head: `Score in ${a.version}`, isNumber: true, cell: ({ scoreA }) => score(scoreA) },
  { key: 'score-b', head: `Score in ${b.version}`, isNumber: true, cell: ({ scoreB }) => score(scoreB) },
  { key: 'votes-a', head: `Votes in ${a.version}`, cell: ({ votesA }) => votesText(votesA), className: 'tabular-nums' },
  { key: 'votes-b', head: `Votes in ${b.version}`, cell: ({ votesB }) => votesText(votesB), className: 'tabular-nums' },
]

interface ReleaseDifferencesProps {
  slug: string
  comparison: ReleaseComparison
  view: ReleaseComparisonView
}

const listId = 'differences'

/** The anchor leads to the list, because the content above it is the same on every page. */
export const releaseComparisonLink = (slug: string, view: ReleaseComparisonView) =>
  `/projects/${slug}/releases/compare${releaseComparisonAddress.write(view)}#${listId}`

/** Labels that differ, page by page. Filters and page are in the URL. */
export function ReleaseDifferences({ slug, comparison, view }: ReleaseDifferencesProps) {
  const { classIndex } = view
  const address = (wanted: Partial<ReleaseComparisonView>) =>
    releaseComparisonLink(slug, { ...view, page: 1, ...wanted })
  const { a, b, gained, lost, differences } = comparison
  const className =
    comparison.classes.find(({ index }) => index === classIndex)?.name ??
    differences.find((row) => row.classIndex === classIndex)?.className ??
    `class ${classIndex}`
  return (
    <Section
      title="Labels that differ"
      note={`Added: kept only by release ${b.version}. Dropped: kept only by release ${a.version}. Largest score change first.`}
    >
      <DifferenceBar id={listId} comparison={comparison} change={view.change} address={address}>
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
      <DataTable
        label="Labels that differ"
        columns={columnsOf(slug, comparison)}
        rows={differences}
        rowKey={({ fileName, classIndex }) => `${fileName} ${classIndex}`}
        empty={{ title: gained + lost === 0 ? 'No differences' : 'None of this kind' }}
      />
    </Section>
  )
}
