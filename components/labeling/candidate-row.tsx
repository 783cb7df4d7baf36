import { clsx } from 'clsx'
import { memo, useEffect, useRef } from 'react'
import { Kbd } from '@/components/ui/kbd'
import type { RatingCandidate } from '@/lib/contracts/rating'
import type { Answer } from '@/lib/domain/answer'
import { AnswerChoice } from './answer-choice'
import { CandidatePath, WikipediaLink } from './candidate-source'

interface CandidateRowProps {
  candidate: RatingCandidate
  position: number
  answer: Answer | null
  isActive: boolean
  isLocked: boolean
  /** Whether being active takes the focus along. */
  takesFocus: boolean
  onAnswer: (position: number, answer: Answer) => void
  onChoose: (position: number) => void
}

export const CandidateRow = memo(function CandidateRow(props: CandidateRowProps) {
  const { candidate, position, answer, isActive, isLocked, takesFocus, onAnswer, onChoose } = props
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
        'grid scroll-my-2 content-center gap-y-1.5 rounded-card border px-2 py-3 outline-none transition-[background-color,border-color,box-shadow] duration-[120ms]',
        'desk:h-[var(--row)] desk:grid-cols-[20px_minmax(0,1fr)_auto] desk:gap-x-2.5 desk:gap-y-0 desk:py-0',
        isActive
          ? 'border-accent bg-card shadow-[0_0_0_3px_var(--accent-soft)]'
          : 'border-transparent desk:cursor-pointer',
      )}
    >
      {position < 8 ? (
        <Kbd className="self-center max-desk:hidden">{position + 1}</Kbd>
      ) : (
        <span className="max-desk:hidden" />
      )}
      <p className="min-w-0 self-center truncate">
        <span className="font-semibold">{candidate.name}</span>
        {candidate.otherNames.length > 0 && (
          <span className="ml-1.5 text-[13px] text-second">{candidate.otherNames.join(', ')}</span>
        )}
      </p>
      <AnswerChoice
        name={candidate.name}
        position={position}
        answer={answer}
        areKeysShown={isActive}
        isLocked={isLocked}
        onAnswer={(value) => onAnswer(position, value)}
      />
      {candidate.gloss && (
        <p
          id={glossId}
          className="line-clamp-3 text-second text-small desk:col-span-2 desk:col-start-2 desk:mt-0.5 desk:line-clamp-1"
        >
          {candidate.gloss}
        </p>
      )}
      <div className="flex min-w-0 items-center gap-3 desk:hidden">
        <WikipediaLink candidate={candidate} />
        <CandidatePath path={candidate.path} />
      </div>
    </li>
  )
})
