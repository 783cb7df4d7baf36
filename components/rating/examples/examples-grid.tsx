import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PhotoCredit } from '@/components/kit/photo-credit'
import { TryAgain } from '@/components/ui/try-again'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'
import { creditLine, webAddress } from '@/lib/wording/images/credit'
import { ExamplePicture } from './example-picture'
import type { TaskExamples } from './use-class-examples'

interface ExamplesGridProps {
  name: string
  position: number
  examples: TaskExamples
  columns: string
}

/** Example pictures of one class with their credits. Always takes the space of nine pictures. */
export function ExamplesGrid({ name, position, examples, columns }: ExamplesGridProps) {
  const t = useTranslations('candidate')
  const pictures = examples.of(position)
  const [viewed, setViewed] = useState<number | null>(null)
  const shown = viewed === null ? undefined : pictures[viewed]
  const credits = [...new Set(pictures.map(creditLine).filter(Boolean))].join('; ')
  return (
    <div className="relative" aria-busy={examples.isPending}>
      <ul className={clsx('grid gap-1.5', columns)}>
        {Array.from({ length: examplesPerClass }, (_, index) => {
          const example = pictures[index]
          const address = example ? webAddress(example.creditUrl) : null
          const picture = <ExamplePicture example={example} alt={t('exampleOf', { position: index + 1, name })} />
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a square is identified by its index
              key={index}
              aria-hidden={example ? undefined : true}
              onPointerEnter={() => setViewed(index)}
              onPointerLeave={() => setViewed(null)}
              onFocus={() => setViewed(index)}
              onBlur={() => setViewed(null)}
            >
              {address ? (
                <a href={address} target="_blank" rel="noreferrer" className="block rounded-[5px]">
                  {picture}
                </a>
              ) : (
                picture
              )}
            </li>
          )
        })}
      </ul>
      <p className="mt-1.5 h-[17px] truncate text-second text-small" title={credits}>
        {shown ? <PhotoCredit image={shown} /> : credits && t('photosBy', { credits })}
      </p>
      {!examples.isPending && pictures.length === 0 && (
        <div className="absolute inset-0 grid place-content-center justify-items-center gap-1 bg-[color-mix(in_srgb,var(--page)_75%,transparent)] text-center">
          <p className="font-medium">{examples.hasFailed ? t('examplesFailed') : t('noExamples')}</p>
          {examples.hasFailed ? (
            <TryAgain size="small" onRetry={examples.retry} />
          ) : (
            <p className="text-second text-small">{t('noExamplesText')}</p>
          )}
        </div>
      )}
    </div>
  )
}
