'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { ChangedDot, FileName, Thumbnail } from '@/components/kit/thumbnail'
import { VoteCountMarks, voteSummary } from '@/components/kit/vote-marks'
import { Link } from '@/components/ui/link'
import type { ImagePair, ProjectImage } from '@/lib/contracts/images/image'
import { creditLine } from '@/lib/wording/images/credit'
import { scoreText } from '@/lib/wording/share'
import { ImageLabels } from './image-labels'
import { SelectBox } from './image-selection'
import { labelOrder } from './label-order'

interface ImageTileProps {
  slug: string
  image: ProjectImage
  isOpen: boolean
  address: string
}

/**
 * An image of the grid. Its scores and answers cover the picture on hover or keyboard focus, and are only rendered
 * then. A client component, so that a page of tiles is sent as data instead of markup.
 */
export function ImageTile({ slug, image, isOpen, address }: ImageTileProps) {
  const [isEntered, setEntered] = useState(false)
  const credit = creditLine(image)
  const enter = () => setEntered(true)
  return (
    <li className="group relative min-w-0" onPointerEnter={enter} onFocus={enter}>
      <div
        className={clsx(
          'relative overflow-hidden rounded-[6px]',
          isOpen && 'outline-2 outline-accent outline-offset-1',
        )}
      >
        <Thumbnail slug={slug} image={image} className="w-full" />
        {isEntered && (
          <div className="absolute inset-0 flex flex-col justify-end gap-0.5 overflow-hidden *:first:ps-6 bg-[color-mix(in_srgb,var(--card)_92%,transparent)] p-2 opacity-0 transition-opacity duration-150 group-focus-within:opacity-100 group-hover:opacity-100">
            {labelOrder(image.pairs)
              .slice(0, 8)
              .map((pair) => (
                <PairLine key={pair.candidateId} pair={pair} />
              ))}
          </div>
        )}
      </div>
      <div className="absolute start-1.5 top-1.5 z-10">
        <SelectBox id={image.id} name={image.fileName} />
      </div>
      <div className="flex flex-col gap-1 px-0.5 pt-1.5 pb-3">
        <Link
          href={address}
          data-image={image.id}
          scroll={false}
          prefetch={false}
          aria-current={isOpen ? 'true' : undefined}
          title={credit ?? undefined}
          className="flex min-w-0 items-center gap-1.5 after:absolute after:inset-0"
        >
          {image.isChanged && <ChangedDot />}
          <FileName name={image.fileName} />
        </Link>
        {image.exclusion && <p className="truncate text-second text-small">Excluded: {image.exclusion.reason}</p>}
        {/* Its page has the whole credit. */}
        {credit && <p className="line-clamp-2 text-second text-small">{credit}</p>}
        <ImageLabels image={image} most={3} />
      </div>
    </li>
  )
}

function PairLine({ pair }: { pair: ImagePair }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-[11px] leading-4">
      <span className={clsx('min-w-0 flex-1 truncate', pair.isKept && 'font-semibold text-yes')}>
        {pair.class.name}
      </span>
      <VoteCountMarks votes={pair.votes} />
      <span className="sr-only">{voteSummary(pair.votes)}</span>
      <span className="w-6 text-right tabular-nums">{pair.score === null ? '–' : scoreText(pair.score)}</span>
    </span>
  )
}
