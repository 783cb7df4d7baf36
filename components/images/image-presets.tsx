import type { ImageCounts } from '@/lib/contracts/images/image'
import { type ImageFilter, imageAddress } from '@/lib/domain/images/image-filter'
import { usualDisagreement, usualMargin } from '@/lib/domain/runs/image-doubt'
import { CountLink } from './count-link'

interface ImagePresetsProps {
  slug: string
  filter: ImageFilter
  counts: ImageCounts
}

export function ImagePresets({ slug, filter, counts }: ImagePresetsProps) {
  const presets: Array<{ word: string; count: number; change: Partial<ImageFilter>; isKnown?: boolean }> = [
    { word: 'All', count: counts.all, change: {} },
    { word: 'Changed', count: counts.changed, change: { isChanged: true } },
    { word: 'No label', count: counts.withoutLabel, change: { labels: '0' } },
    { word: 'Several labels', count: counts.withSeveral, change: { labels: '2+' } },
    {
      word: 'Raters disagree',
      count: counts.disputed,
      change: { disagreement: usualDisagreement, order: 'disagreement' },
      isKnown: counts.hasDoubt,
    },
    {
      word: 'Near the threshold',
      count: counts.near,
      change: { margin: usualMargin, order: 'threshold' },
      isKnown: counts.hasDoubt,
    },
  ]
  const here = imageAddress.write({ ...filter, page: 1, image: null })
  return (
    <nav aria-label="Presets" className="-mx-1 flex gap-1.5 overflow-x-auto px-1 py-1">
      {presets.map(({ word, count, change, isKnown = true }) => {
        const address = imageAddress.write({ ...imageAddress.initial, run: filter.run, ...change })
        return (
          <CountLink
            key={word}
            href={`/projects/${slug}/images${address}`}
            word={word}
            count={isKnown ? count : null}
            isHere={address === here}
          />
        )
      })}
    </nav>
  )
}
