import { useTranslations } from 'next-intl'
import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'

interface FullScreenBarProps {
  candidate: RatingCandidate | undefined
  position: number
  count: number
  answer: Answer | null
  isRest: boolean
  isLocked: boolean
  onAnswer: (position: number, answer: Answer) => void
}

/** The current candidate under a picture that fills the screen. */
export function FullScreenBar({ candidate, position, count, ...choice }: FullScreenBarProps) {
  const t = useTranslations('rating')
  const facts = useTranslations('candidate')
  return (
    <div className="flex min-h-14 items-center gap-4 border-line border-t bg-card px-5 max-desk:flex-col max-desk:items-stretch max-desk:gap-2 max-desk:px-3 max-desk:py-2">
      {candidate ? (
        <>
          <p className="min-w-0 flex-1 truncate">
            <span className="font-semibold">{candidate.name}</span>
            <span className="ms-2 text-[13px] text-second">{candidate.gloss}</span>
          </p>
          <p className="shrink-0 text-[13px] text-second tabular-nums max-desk:hidden">
            {t('answered', { done: position + 1, total: count })}
          </p>
          <AnswerChoice
            group="full"
            name={candidate.name}
            position={position}
            answer={choice.answer}
            isRest={choice.isRest}
            areKeysShown
            isLocked={choice.isLocked}
            onAnswer={(value) => choice.onAnswer(position, value)}
          />
        </>
      ) : (
        <p className="text-second">{facts('allAnswered', { count })}</p>
      )}
    </div>
  )
}
