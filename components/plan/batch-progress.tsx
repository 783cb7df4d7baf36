import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { BatchDetail, ListedBatch } from '@/lib/contracts/plan/plan'
import { voteShare } from '@/lib/domain/projects/progress'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

/** The progress of a batch in votes, and the texts that show it. */
export function batchProgress({ votes, plannedVotes }: Pick<ListedBatch, 'votes' | 'plannedVotes'>) {
  const [given, planned] = [wholeNumber(votes), wholeNumber(plannedVotes)]
  const share = voteShare({ given: votes, planned: plannedVotes })
  return { given, planned, share, text: `${given} of ${counted(plannedVotes, 'vote')}` }
}

export const CountedAt = ({ at }: { at: string }) => (
  <p className="mt-3 text-second text-small">
    Counted <Moment at={at} />, and again every few minutes.
  </p>
)

export function BatchProgress({ detail }: { detail: BatchDetail }) {
  const { batch, countedAt } = detail
  const { share, text } = batchProgress(detail)
  return (
    <section aria-label="Progress" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 tabular-nums">
        <p>
          <span className="font-semibold text-question">{text}</span>
          <span className="text-second">
            , <FigureMark of={`share-of-planned-votes-of-batch-${batch.id}`}>{percent(share)}</FigureMark>
          </span>
        </p>
        <p className="text-second">
          {wholeNumber(batch.finishedTasks)} of {counted(batch.tasks, 'task')} finished
        </p>
      </div>
      <ProgressBar label="Votes" fraction={share} valueText={text} className="mt-2.5" />
      {countedAt !== null && <CountedAt at={countedAt} />}
    </section>
  )
}
