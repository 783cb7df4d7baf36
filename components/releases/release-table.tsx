import { type Column, DataTable, numberColumn, type Selection } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { thresholdText } from '@/lib/domain/runs/threshold-text'

interface ReleaseTableProps {
  slug: string
  releases: ReleaseSummary[]
  /** Undefined if releases cannot be selected. */
  selection?: Selection<ReleaseSummary> | undefined
}

const columnsOf = (slug: string): Column<ReleaseSummary>[] => [
  {
    key: 'release',
    head: 'Release',
    cell: ({ version }) => (
      <RowLink href={`/projects/${slug}/releases/${encodeURIComponent(version)}`}>Release {version}</RowLink>
    ),
  },
  {
    key: 'state',
    head: 'State',
    importance: 'high',
    cell: (release) => <ReleaseState {...release} />,
    cellTitle: ({ withdrawn }) => withdrawn?.reason,
  },
  {
    key: 'method',
    head: 'Method',
    importance: 'low',
    cell: ({ runId, title }) => (
      <Link
        href={`/projects/${slug}/aggregation/${runId}`}
        className="underline-offset-2 hover:underline"
        title={`Run ${runId}`}
      >
        {title}
      </Link>
    ),
  },
  numberColumn('threshold', 'Threshold', ({ threshold }) => thresholdText(threshold), { importance: 'low' }),
  numberColumn('images', 'Images', ({ imageCount }) => imageCount),
  numberColumn('labels', 'Labels', ({ labelCount }) => labelCount),
  numberColumn('changed', 'Images changed', ({ changedImageCount }) => changedImageCount),
  numberColumn('votes', 'Votes', ({ voteCount }) => voteCount),
  {
    key: 'hash',
    head: 'Content hash',
    importance: 'low',
    cell: ({ checksum }) => <span className="font-mono text-small">{checksum.slice(0, 10)}</span>,
    cellTitle: ({ checksum }) => checksum,
  },
  { key: 'published', head: 'Published', importance: 'high', cell: ({ publishedAt }) => <Moment at={publishedAt} /> },
]

export const ReleaseTable = ({ slug, releases, selection }: ReleaseTableProps) => (
  <DataTable
    label="Releases"
    columns={columnsOf(slug)}
    rows={releases}
    rowKey={({ version }) => version}
    selection={selection}
  />
)

export function ReleaseState({ withdrawn, publicSince }: Pick<ReleaseSummary, 'withdrawn' | 'publicSince'>) {
  if (withdrawn) return <Chip tone="no">Withdrawn</Chip>
  return <Chip tone="yes">{publicSince === null ? 'Published' : 'Public'}</Chip>
}
