import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { FigureMark } from '@/components/kit/figure-mark'
import { GoldenMarkShares } from '@/components/kit/golden-marks'
import { RaterRowLink } from '@/components/kit/row-link'
import { Chip } from '@/components/ui/chip'
import { Bot } from '@/components/ui/generated/icons'
import type { RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { storedReasonWord } from '@/lib/wording/adjudication/adjudication'
import { rangeText } from '@/lib/wording/golden-marks'
import { bracketed } from '@/lib/wording/number'
import { answerWord } from '@/lib/wording/rating'
import { percent, scoreText } from '@/lib/wording/share'

const Row = ({ children, isFaint = false }: { children: ReactNode; isFaint?: boolean }) => (
  <li className={clsx('flex min-h-8 items-center gap-2 py-1 text-[13px]', isFaint && 'text-second')}>{children}</li>
)

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mt-3 first:mt-0">
    <h3 className="font-semibold text-[13px]">{title}</h3>
    {children}
  </section>
)

const rankWord = (rank: number | null) => (rank === null ? '' : rank === 0 ? ' (top-1)' : ` (rank ${rank + 1})`)

function scoreSentence({ run }: RevealedPair): string {
  if (!run) return 'No run has scored this candidate yet.'
  const { score, low, high, threshold } = run
  const interval = low === null || high === null ? '' : ` ${bracketed(scoreText(low), scoreText(high))}`
  return `Score ${scoreText(score)}${interval}: ${score >= threshold ? 'kept' : 'dropped'} at a threshold of ${thresholdText(threshold)}.`
}

/** Answers of raters, experts, models and the latest run for a pair. Shown only to experts who have answered it. */
export function OthersAnswers({
  slug,
  revealed,
  raterLinks,
}: {
  slug: string
  revealed: RevealedPair
  raterLinks: boolean
}) {
  return (
    <div>
      <Part title="Raters">
        {revealed.votes.length === 0 ? (
          <p className="text-second text-[13px]">No rater was asked about this candidate.</p>
        ) : (
          <ul className="divide-y">
            {revealed.votes.map(({ raterId, answer, golden, isSimulated, isExcluded, isOwn, isRest, seconds }) => (
              <Row key={raterId} isFaint={isExcluded}>
                <span className="min-w-0 flex-1 tabular-nums">
                  {raterLinks ? <RaterRowLink slug={slug} id={raterId} isPlain /> : `Rater ${raterId}`}
                  {isOwn && ' (you)'}
                  {isExcluded && ' (excluded)'}
                  {isSimulated && (
                    <Bot
                      role="img"
                      aria-label="simulated"
                      size={13}
                      className="ml-1.5 inline -translate-y-px text-maybe"
                    />
                  )}
                  <span className="ms-2 text-second text-small">
                    {golden?.balanced ? (
                      <>
                        golden accuracy{' '}
                        <FigureMark of={`golden-accuracy-of-rater-${raterId}`}>
                          {percent(golden.balanced.share)}
                        </FigureMark>
                        {` ${rangeText(golden.balanced)}: `}
                        <GoldenMarkShares raterId={raterId} marks={golden} isText />
                      </>
                    ) : (
                      'no golden accuracy yet'
                    )}
                  </span>
                </span>
                <span className="shrink-0 text-second text-small tabular-nums">
                  {isRest ? 'as the rest' : seconds !== null && `in ${seconds.toFixed(1)} s`}
                </span>
                <Chip tone={answer}>{answerWord[answer]}</Chip>
              </Row>
            ))}
          </ul>
        )}
      </Part>
      {revealed.experts.length > 0 && (
        <Part title="Experts">
          <ul className="divide-y">
            {revealed.experts.map(({ raterId, name, answer }) => (
              <Row key={raterId}>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <Chip tone={answer}>{answerWord[answer]}</Chip>
              </Row>
            ))}
          </ul>
        </Part>
      )}
      {(revealed.thread.length > 0 || revealed.earlier.length > 0) && (
        <Part title="Notes and earlier decisions">
          <ul className="flex flex-col gap-1 text-[13px]">
            {revealed.thread.map(({ id, author, text, conclusion }) => (
              <li key={`note-${id}`}>
                <span className="font-medium">{author}</span>
                {conclusion && conclusion !== 'reopen' && ` resolved as ${conclusion}`}: {text}
              </li>
            ))}
            {revealed.earlier.map(({ id, name, answer, reason, note }) => (
              <li key={`decision-${id}`}>
                <span className="font-medium">{name}</span> decided {answer} ({storedReasonWord(reason)})
                {note && `: ${note}`}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Run and models">
        <p className="text-[13px] tabular-nums">
          {scoreSentence(revealed)} {revealed.isOriginal && 'It is the original label.'}
        </p>
        <p className="text-[13px] text-second">
          {revealed.models.length === 0
            ? 'No model proposed it.'
            : `Proposed by ${revealed.models.map(({ name, rank }) => `${name}${rankWord(rank)}`).join(', ')}.`}
        </p>
      </Part>
    </div>
  )
}
