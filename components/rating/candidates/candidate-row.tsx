import { clsx } from 'clsx'
import { ChevronUp, StickyNote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useEffect, useRef } from 'react'
import { Kbd } from '@/components/ui/kbd'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'
import { AnswerChoice } from './answer-choice'
import { CandidatePath, WikipediaLink } from './candidate-source'

interface CandidateRowProps {
  candidate: RatingCandidate
  position: number
  /** Its index on the page, from 0: the digit that chooses it. */
  pageIndex?: number
  answer: Answer | null
  isRest?: boolean
  isActive: boolean
  isLocked: boolean
  /** Whether being active takes the focus along. */
  takesFocus: boolean
  onAnswer: (position: number, answer: Answer) => void
  onChoose: (position: number) => void
  /** Opens all that is known of the candidate, where there is no room beside the list. */
  onAbout?: (position: number) => void
}

export const CandidateRow = memo(function CandidateRow(props: CandidateRowProps) {
  const { candidate, position, pageIndex = position, answer, isRest, isActive, isLocked, takesFocus } = props
  const { onAnswer, onChoose, onAbout } = props
  const t = useTranslations('candidate')
  const row = useRef<HTMLLIElement>(null)
  const glossId = `gloss-${position}`

  useEffect(() => {
    const element = row.current
    if (!isActive || !takesFocus || !element) return
    element.scrollIntoView({ block: 'nearest' })
    if (!element.contains(document.activeElement)) element.focus({ preventScroll: true })
  }, [isActive, takesFocus])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the digits do for the keyboard what a click on the row does
    <li
      ref={row}
      tabIndex={-1}
      aria-current={isActive || undefined}
      aria-describedby={candidate.gloss ? glossId : undefined}
      onClick={() => onChoose(position)}
      onFocus={() => onChoose(position)}
      className={clsx(
        'grid scroll-my-2 content-center gap-y-1.5 rounded-card border px-2 py-2.5 outline-none transition-[background-color,border-color,box-shadow] duration-[120ms]',
        'desk:h-[var(--row)] desk:grid-cols-[20px_minmax(0,1fr)_auto] desk:gap-x-2.5 desk:gap-y-0 desk:py-0',
        isActive
          ? 'border-accent bg-card shadow-[0_0_0_3px_var(--accent-soft)]'
          : 'border-transparent desk:cursor-pointer',
      )}
    >
      {pageIndex < 9 ? (
        <Kbd className="self-center max-desk:hidden">{pageIndex + 1}</Kbd>
      ) : (
        <span className="max-desk:hidden" />
      )}
      <p className="min-w-0 self-center truncate [unicode-bidi:plaintext]">
        <span className="font-semibold">{candidate.name}</span>
        {(candidate.note || (candidate.pairs?.length ?? 0) > 0) && (
          <StickyNote
            role="img"
            aria-label={t('hasNote')}
            size={13}
            className="ms-1.5 inline -translate-y-px text-accent max-desk:hidden"
          />
        )}
        {candidate.otherNames.length > 0 && (
          <span className="ms-1.5 text-[13px] text-second">{candidate.otherNames.join(', ')}</span>
        )}
      </p>
      <AnswerChoice
        name={candidate.name}
        position={position}
        answer={answer}
        isRest={isRest}
        areKeysShown={isActive}
        isLocked={isLocked}
        onAnswer={(value) => onAnswer(position, value)}
      />
      {candidate.gloss && (
        <p
          id={glossId}
          className="line-clamp-2 text-second text-small [unicode-bidi:plaintext] desk:col-span-2 desk:col-start-2 desk:mt-0.5 desk:line-clamp-1"
        >
          {candidate.gloss}
        </p>
      )}
      {candidate.note && onAbout && (
        <p className="line-clamp-2 text-small desk:hidden">
          <StickyNote aria-hidden size={13} className="me-1 inline -translate-y-px text-accent" />
          <span className="font-semibold text-accent">{t('note')}: </span>
          {candidate.note}
        </p>
      )}
      <div className="-my-1.5 flex min-w-0 items-center gap-3 desk:hidden">
        {onAbout ? (
          <button
            type="button"
            aria-label={t('aboutName', { name: candidate.name })}
            aria-haspopup="dialog"
            onClick={() => onAbout(position)}
            className="flex h-11 shrink-0 items-center gap-1 rounded-[4px] font-medium text-accent text-small"
          >
            {t('more')}
            <ChevronUp aria-hidden size={14} />
          </button>
        ) : (
          <WikipediaLink candidate={candidate} />
        )}
        <CandidatePath path={candidate.path} />
      </div>
    </li>
  )
})
