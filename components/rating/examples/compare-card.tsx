import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import { WikipediaLink } from '@/components/rating/candidates/candidate-source'
import ClassRemarks from '@/components/rating/candidates/class-remarks'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { commonPrefixLength, nearestPath } from '@/lib/domain/classes/nearest-path'
import type { Answer } from '@/lib/domain/rating/answer'
import { ExamplesGrid } from './examples-grid'
import type { TaskExamples } from './use-class-examples'

interface CompareCardProps {
  candidates: readonly RatingCandidate[]
  position: number
  answers: readonly (Answer | null)[]
  isLocked: boolean
  examples: TaskExamples
  onAnswer: (position: number, answer: Answer) => void
}

/** Compares two easily confused candidates side by side: the current one and the nearest to it, both changeable. */
export default function CompareCard({ candidates, position, answers, isLocked, examples, onAnswer }: CompareCardProps) {
  const t = useTranslations('candidate')
  const [pair, setPair] = useState<readonly [number, number]>(() => {
    const paths = candidates.map(({ path }) => path)
    return [position, nearestPath(paths, position) ?? position]
  })
  const shared = commonPrefixLength(candidates[pair[0]]!.path, candidates[pair[1]]!.path)
  return (
    <div className="grid grid-cols-2 desk:pe-8">
      {pair.map((at, side) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a side is identified by its index
          key={side}
          className={clsx('flex min-w-0 flex-col', side === 0 ? 'pe-4' : 'border-line border-s ps-4')}
        >
          <select
            aria-label={side === 0 ? t('compareFirst') : t('compareSecond')}
            value={at}
            onChange={(event) => {
              const chosen = Number(event.target.value)
              const other = pair[1 - side] === chosen ? at : pair[1 - side]!
              setPair(side === 0 ? [chosen, other] : [other, chosen])
            }}
            className="h-9 w-full truncate rounded-control border border-edge bg-card px-2 font-semibold"
          >
            {candidates.map((candidate, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is identified by its position
              <option key={index} value={index} lang={candidate.lang}>
                {candidate.name}
              </option>
            ))}
          </select>
          <Side
            candidate={candidates[at]!}
            position={at}
            shared={shared}
            answer={answers[at] ?? null}
            isLocked={isLocked}
            examples={examples}
            onAnswer={onAnswer}
          />
        </div>
      ))}
    </div>
  )
}

interface SideProps extends Omit<CompareCardProps, 'candidates' | 'answers'> {
  candidate: RatingCandidate
  answer: Answer | null
  /** Number of leading path steps that both candidates share. */
  shared: number
}

function Side({ candidate, position, shared, answer, isLocked, examples, onAnswer }: SideProps) {
  const own = candidate.path.slice(Math.max(0, shared - 1))
  return (
    <>
      <div className="mt-1 flex h-6 items-center justify-between gap-3 touch:h-11">
        <p className="min-w-0 truncate text-second text-small" title={candidate.path.join(' › ')}>
          {own.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path step is identified by its index
            <span key={index}>
              {index > 0 && ' › '}
              <span className={clsx(index + Math.max(0, shared - 1) >= shared && 'font-medium text-text')}>{step}</span>
            </span>
          ))}
        </p>
        <WikipediaLink candidate={candidate} />
      </div>
      <div className="mt-1 h-[58px] overflow-y-auto text-[13px] leading-[18px] max-desk:h-[96px]">
        <ClassRemarks candidate={candidate} />
        <p className="text-pretty">
          {candidate.otherNames.length > 0 && (
            <span className="text-second" lang={candidate.lang}>
              {candidate.otherNames.join(', ')}.{' '}
            </span>
          )}
          <span lang={candidate.glossLang ?? candidate.lang}>{candidate.gloss}</span>
        </p>
      </div>
      {examples.isWanted && (
        <div className="mt-2">
          <ExamplesGrid
            key={position}
            name={candidate.name}
            position={position}
            examples={examples}
            columns="grid-cols-3 @min-[520px]:grid-cols-5 @min-[760px]:grid-cols-9"
          />
        </div>
      )}
      <div className="mt-2 max-desk:*:w-full max-desk:*:min-w-0 desk:w-fit">
        <AnswerChoice
          group="compare"
          name={candidate.name}
          position={position}
          answer={answer}
          areKeysShown={false}
          isLocked={isLocked}
          onAnswer={(value) => onAnswer(position, value)}
        />
      </div>
    </>
  )
}
