import Link from 'next/link'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { ChangedDot } from './changed-dot'
import type { ImageListProps } from './image-grid'
import { ImageLabels } from './image-labels'
import { FileName, Thumbnail } from './thumbnail'
import { VoteMarks } from './vote-marks'

/** Images as rows: for pictures that are known by name only, and for the results of a run. */
export function ImageRows({ slug, images, openId, addressOf }: ImageListProps) {
  const hasPixels = images.some((image) => image.contentHash !== null)
  return (
    <Table label="Images" className="[&_td]:py-1.5">
      <TableHead>
        <tr>
          <HeadCell className={hasPixels ? 'w-[280px]' : 'w-[260px]'}>Image</HeadCell>
          <HeadCell>Labels and scores</HeadCell>
          <HeadCell className="w-[1%] max-desk:hidden">Votes</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {images.map((image) => (
          <TableRow key={image.id} aria-selected={image.id === openId || undefined} className="relative">
            <TableCell>
              <Link
                href={addressOf(image.id)}
                scroll={false}
                prefetch={false}
                className="flex min-w-0 items-center gap-2.5 after:absolute after:inset-0"
              >
                {hasPixels && <Thumbnail slug={slug} image={image} className="size-12 shrink-0 rounded-[5px]" />}
                <FileName name={image.fileName} />
                {image.isChanged && <ChangedDot />}
              </Link>
            </TableCell>
            <TableCell>
              <ImageLabels image={image} most={5} hasScores />
            </TableCell>
            <TableCell className="max-desk:hidden">
              {image.pairs.length === 0 ? (
                <span className="whitespace-nowrap text-second text-small">Not rated</span>
              ) : (
                <span className="flex items-center gap-2">
                  {image.pairs.slice(0, 4).map((pair) => (
                    <VoteMarks key={pair.candidateId} votes={pair.votes} />
                  ))}
                </span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
