import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { CandidatePath, WikipediaLink } from '@/components/rating/candidates/candidate-source'
import ClassRemarks from '@/components/rating/candidates/class-remarks'
import { ExamplePicture } from '@/components/rating/examples/example-picture'
import type { TaskExamples } from '@/components/rating/examples/use-class-examples'
import { ChevronDown } from '@/components/ui/generated/icons'
import { focusIfLost } from '@/components/ui/page'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import type { TapAnswer } from '@/lib/domain/rating/grid-page'

const maxExamples = 4

interface ClassHeaderProps {
  asked: RatingCandidate
  /** Null if examples may not be shown. */
  examples: TaskExamples | null
  tap: TapAnswer
  /** Whether the header is part of a page that has its own heading. */
  isPart: boolean
}

export function ClassHeader({ asked, examples, tap, isPart }: ClassHeaderProps) {
  const t = useTranslations('grid')
  const common = useTranslations('candidate')
  const [isOpen, setOpen] = useState(false)
  const detailId = useId()
  const Heading = isPart ? 'h2' : 'h1'
  const hasMore = (asked.note ?? '') !== '' || (asked.pairs ?? []).length > 0
  return (
    <header className="flex shrink-0 gap-6 border-line border-b bg-card px-4 pt-3 pb-2.5 desk:px-5">
      <div className="min-w-0 flex-1">
        <p className={clsx('text-small', tap === 'yes' ? 'text-second' : 'font-semibold text-no')}>
          {t(tap === 'yes' ? 'question' : 'questionNo')}
        </p>
        <p className="text-second text-small mouse:hidden">{t(tap === 'yes' ? 'touchHint' : 'touchHintNo')}</p>
        <div className="flex items-baseline gap-3">
          <Heading
            {...(!isPart && { ref: focusIfLost, tabIndex: -1 })}
            id="question"
            lang={asked.lang}
            className="min-w-0 text-pretty font-semibold text-title outline-none"
          >
            {asked.name}
          </Heading>
          {asked.otherNames.length > 0 && (
            <p
              className="min-w-0 flex-1 truncate text-[13px] text-second"
              lang={asked.lang}
              title={asked.otherNames.join(', ')}
            >
              {asked.otherNames.join(', ')}
            </p>
          )}
          <span className="max-desk:hidden">
            <WikipediaLink candidate={asked} />
          </span>
        </div>
        <CandidatePath of={asked} />
        <p className={clsx('mt-0.5 text-pretty text-[13px] leading-[18px]', !isOpen && 'max-desk:line-clamp-2')}>
          {asked.gloss ? (
            <span lang={asked.glossLang ?? asked.lang}>{asked.gloss}</span>
          ) : (
            <span className="text-second">{common('noGloss')}</span>
          )}
        </p>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={() => setOpen((now) => !now)}
          className="-my-1.5 flex min-h-11 items-center gap-1 font-medium text-accent text-small desk:hidden"
        >
          {common('more')}
          <ChevronDown aria-hidden size={14} className={clsx('transition-transform', isOpen && 'rotate-180')} />
        </button>
        <div id={detailId} className={clsx(hasMore && 'mt-1.5', !isOpen && 'max-desk:hidden')}>
          <ClassRemarks candidate={asked} />
          <div className="desk:hidden">
            <WikipediaLink candidate={asked} />
            <Examples examples={examples} />
          </div>
        </div>
      </div>
      <div className="w-[min(38%,420px)] shrink-0 max-desk:hidden">
        <Examples examples={examples} />
      </div>
    </header>
  )
}

function Examples({ examples }: { examples: TaskExamples | null }) {
  const t = useTranslations('grid')
  if (!examples?.isWanted) return null
  const [yes, no] = [examples.of(0), examples.of(1)]
  if (!examples.isPending && yes.length + no.length === 0)
    return <p className="pt-1 text-second text-small max-desk:pb-1">{t('noExamples')}</p>
  return (
    <div className="grid grid-cols-2 gap-4">
      <ExampleRow title={t('examplesYes')} tone="text-yes" examples={yes} />
      <ExampleRow title={t('examplesNo')} tone="text-no" examples={no} />
    </div>
  )
}

function ExampleRow({ title, tone, examples }: { title: string; tone: string; examples: readonly CreditedPicture[] }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className={clsx('mb-1 font-medium text-small', tone)}>{title}</h2>
      <div className="grid grid-cols-4 gap-1">
        {Array.from({ length: maxExamples }, (_, index) => (
          <ExamplePicture
            // biome-ignore lint/suspicious/noArrayIndexKey: a square is identified by its index
            key={index}
            example={examples[index]}
            alt=""
          />
        ))}
      </div>
    </section>
  )
}
