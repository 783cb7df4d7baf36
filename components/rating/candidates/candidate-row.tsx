import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { memo, useEffect, useRef } from 'react'
import { ChevronUp, StickyNote } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'
import { AnswerChoice } from './answer-choice'
import { CandidatePath, WikipediaLink } from './candidate-source'

interface CandidateRowProps {
  candidate: RatingCandidate
  position: number
  /** Zero-based index on the page; its digit key is one more. */
  pageIndex?: number
  answer: Answer | null
  isRest?: boolean
  isActive: boolean
  isLocked: boolean
  /** Whether the row takes the focus when it becomes active. */
  takesFocus: boolean
  onAnswer: (position: number, answer: Answer) => void
  onChoose: (position: number) => void
  /** Called instead of `onChoose` when the name is tapped. */
  onTap?: ((position: number) => void) | undefined
  /** Opens the candidate's details, if there is no room for them beside the list. */
  onAbout?: (position: number) => void
}

const rowStyle =
  '@container/row scroll-my-2 rounded-card border outline-none transition-[background-color,border-color,box-shadow] duration-[120ms] ' +
  'roomy:@container-[size]/row roomy:h-[var(--row)] roomy:touch:h-14 ' +
  'border-transparent aria-[current]:border-accent aria-[current]:bg-card aria-[current]:shadow-[0_0_0_3px_var(--accent-soft)]'
const gridStyle =
  'grid h-full grid-cols-[minmax(0,1fr)_auto] content-center gap-x-2 px-2 py-1 ' +
  '@min-[400px]/row:grid-cols-[minmax(0,1fr)_auto_auto] roomy:py-0 ' +
  'roomy:mouse:grid-cols-[20px_minmax(0,1fr)_auto] roomy:mouse:gap-x-2.5'
const answerStyle =
  'col-span-2 row-start-3 mt-0.5 self-center @min-[400px]/row:col-span-1 @min-[400px]/row:col-start-3 ' +
  '@min-[400px]/row:row-span-2 @min-[400px]/row:row-start-1 @min-[400px]/row:mt-0 ' +
  'roomy:mouse:row-span-1'
const glossStyle =
  'col-start-1 row-start-2 line-clamp-1 self-start text-second text-small [unicode-bidi:plaintext] ' +
  'roomy:mouse:col-span-2 roomy:mouse:col-start-2 ' +
  // In short windows, the gloss is only in the description of the current candidate.
  'roomy:mouse:[@container_row_(max-height:40.9px)]:hidden ' +
  // Glosses reserve all of their lines, so that names and answers are at equal distances.
  'roomy:mouse:[@container_row_(min-height:66px)]:line-clamp-2 roomy:mouse:[@container_row_(min-height:66px)]:min-h-[2lh] ' +
  'roomy:mouse:[@container_row_(min-height:83px)]:line-clamp-3 roomy:mouse:[@container_row_(min-height:83px)]:min-h-[3lh]'

function useFocusedRow(isFocused: boolean) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const element = row.current
    if (!isFocused || !element) return
    element.scrollIntoView({ block: 'nearest' })
    if (!element.contains(document.activeElement)) element.focus({ preventScroll: true })
  }, [isFocused])
  return row
}

export const CandidateRow = memo(function CandidateRow(props: CandidateRowProps) {
  const { candidate, position, pageIndex = position, answer, isRest, isActive, isLocked, takesFocus } = props
  const { onAnswer, onChoose, onTap, onAbout } = props
  const t = useTranslations('candidate')
  const row = useFocusedRow(isActive && takesFocus)
  const glossId = `gloss-${position}`

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the digit keys do what a click on the row does
    <li
      ref={row}
      tabIndex={-1}
      aria-current={isActive || undefined}
      aria-describedby={candidate.gloss ? glossId : undefined}
      onClick={({ target }) => {
        const isOnControl = target instanceof Element && target.closest('fieldset,button,a')
        if (onTap && !isOnControl) onTap(position)
        else onChoose(position)
      }}
      // Only the effect above focuses the row itself, and it may lag behind the keys, so that focus is ignored.
      onFocus={({ target, currentTarget }) => target !== currentTarget && onChoose(position)}
      className={clsx(rowStyle, !isActive && 'desk:cursor-pointer')}
    >
      {/* With a mouse, the description has its own line below name and answers; with touch, two lines fit beside the tall buttons. */}
      <div className={gridStyle}>
        {pageIndex < 9 ? (
          <Kbd className="self-center touch:hidden tight:hidden">{pageIndex + 1}</Kbd>
        ) : (
          <span className="touch:hidden tight:hidden" />
        )}
        <p className="min-w-0 self-end truncate own-direction roomy:mouse:self-center" lang={candidate.lang}>
          <span className="font-semibold">{candidate.name}</span>
          {(candidate.note || (candidate.pairs?.length ?? 0) > 0) && (
            <StickyNote
              role="img"
              aria-label={t('hasNote')}
              size={13}
              className="ms-1.5 inline -translate-y-px text-accent tight:hidden"
            />
          )}
          {candidate.otherNames.length > 0 && (
            // The space separates the names where they are read aloud.
            <span className="text-[13px] text-second"> {candidate.otherNames.join(', ')}</span>
          )}
        </p>
        <div className={answerStyle}>
          <AnswerChoice
            name={candidate.name}
            position={position}
            answer={answer}
            isRest={isRest}
            areKeysShown={isActive}
            isLocked={isLocked}
            onAnswer={(value) => onAnswer(position, value)}
          />
        </div>
        {candidate.gloss && (
          <p id={glossId} lang={candidate.glossLang ?? candidate.lang} className={glossStyle}>
            {candidate.gloss}
          </p>
        )}
        <div className="col-start-2 row-span-2 row-start-1 self-center roomy:hidden">
          {onAbout ? (
            <button
              type="button"
              aria-label={t('aboutName', { name: candidate.name })}
              aria-haspopup="dialog"
              onClick={() => onAbout(position)}
              className="-my-1 grid size-11 place-items-center rounded-[4px] text-accent"
            >
              <ChevronUp aria-hidden size={18} />
            </button>
          ) : (
            <WikipediaLink candidate={candidate} />
          )}
        </div>
        {candidate.note && onAbout && (
          <p className="col-span-full line-clamp-1 text-small roomy:hidden">
            <StickyNote aria-hidden size={13} className="me-1 inline -translate-y-px text-accent" />
            <span className="font-semibold text-accent">{t('note')}: </span>
            <span lang={candidate.noteLang ?? candidate.lang}>{candidate.note}</span>
          </p>
        )}
        {!onAbout && <CandidatePath of={candidate} className="col-span-full roomy:hidden" />}
      </div>
    </li>
  )
})
