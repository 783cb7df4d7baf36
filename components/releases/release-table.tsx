import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { ReleaseState } from './release-state'

interface ReleaseTableProps {
  slug: string
  releases: ReleaseSummary[]
  /** Given where releases can be ticked. */
  ticks?: { chosen: readonly string[]; onToggle: (version: string) => void }
}

export function ReleaseTable({ slug, releases, ticks }: ReleaseTableProps) {
  return (
    <Table label="Releases">
      <TableHead>
        <tr>
          {ticks && (
            <HeadCell className="w-9 pr-0!">
              <span className="sr-only">Compare</span>
            </HeadCell>
          )}
          <HeadCell>Release</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>Method</HeadCell>
          <HeadCell isNumber>Cut</HeadCell>
          <HeadCell isNumber>Images</HeadCell>
          <HeadCell isNumber>Labels</HeadCell>
          <HeadCell isNumber>Images changed</HeadCell>
          <HeadCell isNumber>Votes</HeadCell>
          <HeadCell>Content hash</HeadCell>
          <HeadCell>Published</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {releases.map((release) => (
          <TableRow key={release.id} aria-selected={ticks?.chosen.includes(release.version)}>
            {ticks && (
              <TableCell className="pr-0!">
                <input
                  type="checkbox"
                  aria-label={`Compare release ${release.version}`}
                  checked={ticks.chosen.includes(release.version)}
                  onChange={() => ticks.onToggle(release.version)}
                  className="block size-4"
                />
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap font-medium">
              <Link
                href={`/projects/${slug}/releases/${encodeURIComponent(release.version)}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                Release {release.version}
              </Link>
            </TableCell>
            <TableCell title={release.withdrawn?.reason}>
              <ReleaseState isWithdrawn={release.withdrawn !== null} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Link
                href={`/projects/${slug}/aggregation/${release.run}`}
                className="underline-offset-2 hover:underline"
                title={`Run ${release.run}`}
              >
                {release.title}
              </Link>
            </TableCell>
            <TableCell isNumber>{valueText(release.threshold)}</TableCell>
            <TableCell isNumber>{wholeNumber(release.imageCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(release.labelCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(release.changedImageCount, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(release.voteCount, 'en')}</TableCell>
            <TableCell className="font-mono text-small" title={release.checksum}>
              {release.checksum.slice(0, 10)}
            </TableCell>
            <TableCell>
              <Moment at={release.publishedAt} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
