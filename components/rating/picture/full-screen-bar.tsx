import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import { CommandKey } from '@/components/rating/key-map'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'

interface FullScreenBarProps {
  candidates: readonly RatingCandidate[]
  answers: readonly (Answer | null)[]
  rest: readonly boolean[]
  /** The current candidate. Equal to the number of candidates if the submit button is current. */
  position: number
  isLocked: boolean
  onAnswer: (position: number, answer: Answer) => void
  onChoose: (position: number) => void
  onSubmit: () => void
}

const bar =
  'flex min-h-14 items-center gap-4 border-line border-t bg-card px-5 max-desk:flex-col max-desk:items-stretch max-desk:gap-2 max-desk:px-3 max-desk:py-2'

/** Below a full-screen picture: the current candidate, and after the last one a summary with the submit button. */
export default function FullScreenBar(props: FullScreenBarProps) {
  const { candidates, answers, rest, position, isLocked, onAnswer } = props
  const t = useTranslations('rating')
  const candidate = candidates[position]
  if (!candidate) return <Summary {...props} />
  return (
    <div className={bar}>
      <p className="min-w-0 flex-1 truncate">
        <span className="font-semibold" lang={candidate.lang}>
          {candidate.name}
        </span>{' '}
        <span className="ms-1 text-[13px] text-second" lang={candidate.glossLang ?? candidate.lang}>
          {candidate.gloss}
        </span>
      </p>
      <p className="shrink-0 text-[13px] text-second tabular-nums max-desk:hidden">
        {t('answered', { done: position + 1, total: candidates.length })}
      </p>
      <AnswerChoice
        group="full"
        name={candidate.name}
        position={position}
        answer={answers[position] ?? null}
        isRest={rest[position]}
        areKeysShown
        isLocked={isLocked}
        onAnswer={(value) => onAnswer(position, value)}
      />
    </div>
  )
}

const colours: Record<Answer, string> = { no: 'text-no', maybe: 'text-maybe', yes: 'text-yes' }

function Summary({ candidates, answers, isLocked, onChoose, onSubmit }: FullScreenBarProps) {
  const t = useTranslations('rating')
  const facts = useTranslations('candidate')
  return (
    <div className={bar}>
      <ul
        aria-label={facts('allAnswered', { count: candidates.length })}
        className="flex min-w-0 flex-1 flex-wrap gap-x-1 py-1.5"
      >
        {candidates.map(({ name }, position) => {
          const answer = answers[position]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is identified by its position
            <li key={position}>
              <button
                type="button"
                onClick={() => onChoose(position)}
                className="rounded-control px-2 py-1 hover:bg-sunken touch:min-h-11"
              >
                {name}{' '}
                {answer && <span className={clsx('font-semibold text-small', colours[answer])}>{t(answer)}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      <SubmitButton isReady={!isLocked} isActive onSubmit={onSubmit}>
        {t('submit')}
        <CommandKey command="submit" className={`${keyOnAccent} touch:hidden`} />
      </SubmitButton>
    </div>
  )
}
