'use client'

import type { ProjectImage } from '@/lib/contracts/images/image'
import { scoreText } from '@/lib/wording/share'
import { LabelChip } from './label-chip'
import { labelOrder } from './label-order'

interface ImageLabelsProps {
  image: ProjectImage
  most: number
  hasNumbers?: boolean
}

/**
 * An image's kept labels, then others up to `most` in total, as chips. A client component, so that a page of them is
 * sent as data instead of markup.
 */
export function ImageLabels({ image, most, hasNumbers = false }: ImageLabelsProps) {
  const hasRun = image.isChanged !== null
  const ordered = labelOrder(image.pairs)
  const isOriginalProposed = ordered.some((pair) => pair.isOriginal)
  const isOriginalKept = (label: { index: number | null }) => label.index === image.original?.index
  const shown = Math.max(most, ordered.filter((pair) => pair.isKept).length)
  const rest = ordered.length - shown
  return (
    <ul className="flex min-w-0 flex-wrap items-center gap-1">
      {image.otherKept.map((label) => (
        <li key={label.index} className="flex min-w-0 max-w-full">
          <LabelChip label={label} status="kept" isOriginal={isOriginalKept(label)} />
        </li>
      ))}
      {ordered.slice(0, shown).map((pair) => (
        <li key={pair.candidateId} className="flex min-w-0 max-w-full">
          <LabelChip
            label={pair.class}
            status={hasRun ? (pair.isKept ? 'kept' : 'dropped') : 'open'}
            isOriginal={pair.isOriginal}
            isByHand={pair.decision === 'by-hand'}
            score={hasNumbers && pair.score !== null ? scoreText(pair.score) : undefined}
            votes={hasNumbers ? pair.votes : undefined}
          />
        </li>
      ))}
      {image.original && !isOriginalProposed && image.otherKept.length === 0 && (
        <li className="flex min-w-0 max-w-full">
          <LabelChip label={image.original} status={hasRun ? 'unasked' : 'open'} isOriginal />
        </li>
      )}
      {rest > 0 && <li className="px-0.5 text-second text-small">+{rest}</li>}
    </ul>
  )
}
