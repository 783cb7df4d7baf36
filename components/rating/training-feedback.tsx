import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Check, CircleDot, X } from '@/components/ui/generated/icons'
import { keyOnAccent } from '@/components/ui/submit-button'
import type { TrainingFeedback as Feedback } from '@/lib/contracts/rating/rating'
import { CommandKey } from './key-map'

const styles = {
  right: { icon: Check, colour: 'bg-yes-soft text-yes' },
  half: { icon: CircleDot, colour: 'bg-maybe-soft text-maybe' },
  wrong: { icon: X, colour: 'bg-danger-soft text-danger' },
} as const

const verdictOf = ({ isRight, answer }: Feedback) => (isRight ? 'right' : answer === 'maybe' ? 'half' : 'wrong')

/** Counts right answers on names that hold and names that do not. A maybe counts half. */
function scoreOf(feedback: readonly Feedback[]) {
  const score = { holdsRight: 0, holdsCount: 0, holdsNotRight: 0, holdsNotCount: 0 }
  for (const one of feedback) {
    const kind = one.holds ? 'holds' : 'holdsNot'
    score[`${kind}Count`]++
    score[`${kind}Right`] += { right: 1, half: 0.5, wrong: 0 }[verdictOf(one)]
  }
  return score
}

export default function TrainingFeedback({ feedback, onNext }: { feedback: readonly Feedback[]; onNext: () => void }) {
  const t = useTranslations('training')
  const session = useTranslations('rating')
  const title = useRef<HTMLHeadingElement>(null)
  const scoreId = useId()
  // The result is read first; the submit key goes on from here as well.
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <header className="flex min-h-11 shrink-0 flex-wrap items-center justify-between gap-x-3 px-4 py-1.5 desk:px-5">
        <h1
          ref={title}
          id="question"
          tabIndex={-1}
          aria-describedby={scoreId}
          className="font-semibold text-question outline-none"
        >
          {t('title')}
        </h1>
        <p id={scoreId} className="text-[13px] text-second tabular-nums">
          {t('score', scoreOf(feedback))}
        </p>
      </header>
      <ol className="min-h-0 flex-1 overflow-y-auto px-4 py-1 desk:px-5">
        {feedback.map((one, position) => {
          const verdict = verdictOf(one)
          const { icon: Icon, colour } = styles[verdict]
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is identified by its position
              key={position}
              className="border-line not-first:border-t py-2.5"
            >
              <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
                <p className="min-w-0 flex-1 basis-48 font-semibold" lang={one.lang}>
                  {one.name}
                </p>
                <div className="flex items-center gap-3">
                  <p className="text-[13px] text-second">{t('yours', { answer: session(one.answer) })}</p>
                  <p
                    className={clsx(
                      'inline-flex h-[22px] shrink-0 items-center gap-1 rounded-[6px] px-1.5 font-medium text-small',
                      colour,
                    )}
                  >
                    <Icon aria-hidden size={13} className="shrink-0" />
                    {t(verdict)}
                  </p>
                </div>
              </div>
              <p className="mt-0.5 text-pretty text-[13px] leading-[18px]">
                <span className={clsx('font-medium', one.holds ? 'text-yes' : 'text-no')}>
                  {one.holds ? t('isThere') : t('isNotThere')}.
                </span>{' '}
                <span lang={one.explanationLang}>{one.explanation}</span>
              </p>
            </li>
          )
        })}
      </ol>
      <div className="flex items-center justify-between gap-3 border-line border-t bg-card px-4 pt-3 pb-[max(12px,env(safe-area-inset-bottom))]">
        <p className="text-second text-small">{t('text')}</p>
        <Button data-submits tone="main" className="min-w-[104px]" onClick={onNext}>
          {t('next')}
          <CommandKey command="submit" className={`${keyOnAccent} touch:hidden`} />
        </Button>
      </div>
    </>
  )
}
