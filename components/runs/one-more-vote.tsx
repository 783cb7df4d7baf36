import type { OneMoreVoteEstimate, RunScores } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { Figure } from './figure'

interface OneMoreVoteProps {
  estimate: OneMoreVoteEstimate
  labelCount: number
  scores: RunScores
}

/** Small numbers have a decimal, so that gained and lost labels add up. */
const rounded = (value: number, total: number) =>
  total < 20 ? valueText(value, 'number', 1) : wholeNumber(Math.round(value))

/** Stability of labels: changes by one more vote, and scores whose interval includes the threshold. */
export function OneMoreVote({ estimate, labelCount, scores }: OneMoreVoteProps) {
  const { withInterval, undecided, keptWithInterval, keptUndecided } = scores
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="one-more-vote">
        <h3 id="one-more-vote" className="font-semibold">
          If every candidate got one more vote
        </h3>
        {estimate.isKnown ? (
          <>
            <p className="text-pretty text-second">
              About {rounded(estimate.changed, estimate.changed)} labels would be gained or lost, for{' '}
              {counted(scores.count, 'vote')}
              {labelCount > 0 &&
                `, which equals ${percent(estimate.changed / labelCount)} of the ${wholeNumber(labelCount)} labels kept now`}
              . This is the model’s own estimate; the total is more reliable than its parts.
            </p>
            <dl className="mt-3 grid max-w-[420px] grid-cols-3 gap-4">
              <Figure name="Would change">{rounded(estimate.changed, estimate.changed)}</Figure>
              <Figure name="Gained">{rounded(estimate.gained, estimate.changed)}</Figure>
              <Figure name="Lost">{rounded(estimate.lost, estimate.changed)}</Figure>
            </dl>
          </>
        ) : (
          <p className="text-pretty text-second">Not available. {estimate.reason}</p>
        )}
      </section>
      <section aria-labelledby="score-intervals">
        <h3 id="score-intervals" className="font-semibold">
          Score intervals
        </h3>
        {withInterval > 0 ? (
          <>
            <p className="text-pretty text-second">
              With other raters like these,{' '}
              {keptWithInterval > 0 && `${percent(keptUndecided / keptWithInterval)} of the kept candidates and `}
              {percent(undecided / withInterval)} of all candidates could be on the other side of the threshold. The
              intervals are 95%, from runs on raters drawn with replacement.
            </p>
            <dl className="mt-3 grid max-w-[420px] grid-cols-2 gap-4">
              <Figure name="Kept, interval includes the threshold">{wholeNumber(keptUndecided)}</Figure>
              <Figure name="All, interval includes the threshold">{wholeNumber(undecided)}</Figure>
            </dl>
          </>
        ) : (
          <p className="text-pretty text-second">
            This run has no intervals. Start one with bootstrap samples to see how many labels depend on which raters
            were asked.
          </p>
        )}
      </section>
    </div>
  )
}
