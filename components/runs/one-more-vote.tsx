import type { OneMoreVoteEstimate, RunScores } from '@/lib/contracts/runs/run'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { Figure } from './figure'

interface OneMoreVoteProps {
  estimate: OneMoreVoteEstimate
  labelCount: number
  scores: RunScores
}

const rounded = (value: number) => wholeNumber(Math.round(value), 'en')

/** How settled the labels are: what one more vote would change, and how many scores could lie on either side of the threshold. */
export function OneMoreVote({ estimate, labelCount, scores }: OneMoreVoteProps) {
  const { withInterval, undecided, keptWithInterval, keptUndecided } = scores
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="one-more-vote">
        <h3 id="one-more-vote" className="font-semibold">
          If every candidate got one vote more
        </h3>
        {estimate.isKnown ? (
          <>
            <p className="text-pretty text-second">
              About {counted(Math.round(estimate.changed), 'label', 'labels', 'en')} would change, for{' '}
              {counted(scores.count, 'vote', 'votes', 'en')}
              {labelCount > 0 &&
                `: ${percent(estimate.changed / labelCount)} of the ${wholeNumber(labelCount, 'en')} kept`}
              . The model says so of itself; the sum is surer than its parts.
            </p>
            <dl className="mt-3 grid max-w-[420px] grid-cols-3 gap-4">
              <Figure name="Would change">{rounded(estimate.changed)}</Figure>
              <Figure name="Gained">{rounded(estimate.gained)}</Figure>
              <Figure name="Lost">{rounded(estimate.lost)}</Figure>
            </dl>
          </>
        ) : (
          <p className="text-pretty text-second">Cannot be said. {estimate.reason}</p>
        )}
      </section>
      <section aria-labelledby="score-intervals">
        <h3 id="score-intervals" className="font-semibold">
          Intervals of scores
        </h3>
        {withInterval > 0 ? (
          <>
            <p className="text-pretty text-second">
              Had other raters like these been asked,{' '}
              {percent(keptWithInterval > 0 ? keptUndecided / keptWithInterval : 0)} of the candidates kept, and{' '}
              {percent(undecided / withInterval)} of all, might as well lie on the other side of the cut.
            </p>
            <dl className="mt-3 grid max-w-[420px] grid-cols-2 gap-4">
              <Figure name="Kept, interval holds the cut">{wholeNumber(keptUndecided, 'en')}</Figure>
              <Figure name="All, interval holds the cut">{wholeNumber(undecided, 'en')}</Figure>
            </dl>
          </>
        ) : (
          <p className="text-pretty text-second">
            This run has none: start one with draws of raters to see how many labels hang on who was asked.
          </p>
        )}
      </section>
    </div>
  )
}
