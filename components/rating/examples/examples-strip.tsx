import { useTranslations } from 'next-intl'
import type { ClassExample } from '@/lib/contracts/rating/class-example'
import { examplesPerClass } from '@/lib/domain/rating/rating-limits'
import { creditLine } from '@/lib/wording/images/credit'
import { ExamplePicture } from './example-picture'

interface ExamplesStripProps {
  name: string
  examples: readonly ClassExample[]
  isPending: boolean
  onOpen: () => void
}

/** Nine small pictures in a row of fixed height, or in two rows if there is room. A click enlarges them. */
export function ExamplesStrip({ name, examples, isPending, onOpen }: ExamplesStripProps) {
  const t = useTranslations('candidate')
  if (!isPending && examples.length === 0) return <p className="pt-1 text-second text-small">{t('noExamples')}</p>
  const credits = [...new Set(examples.map(creditLine).filter(Boolean))].join('; ')
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t('examplesOf', { name })}
      title={credits ? t('photosBy', { credits }) : undefined}
      onClick={onOpen}
      className="grid h-full w-full grid-cols-9 content-center gap-1 [@container_(min-height:380px)]:grid-cols-5"
    >
      {Array.from({ length: examplesPerClass }, (_, index) =>
        examples[index] || isPending ? (
          <ExamplePicture
            // biome-ignore lint/suspicious/noArrayIndexKey: a square is identified by its index
            key={index}
            example={examples[index]}
            alt=""
          />
        ) : null,
      )}
    </button>
  )
}
