import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { Figure } from '@/components/runs/figure'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { BatchDetail } from '@/lib/contracts/plan'
import { finishedShare } from '@/lib/domain/plan/finished-share'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

export function BatchProgress({ detail }: { detail: BatchDetail }) {
  const { batch, assignments, submittedAssignments } = detail
  const share = assignments > 0 ? submittedAssignments / assignments : 0
  const text = `${wholeNumber(batch.finishedTasks, 'en')} of ${counted(batch.tasks, 'task', 'tasks', 'en')} finished`
  return (
    <section aria-label="Progress" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <p className="tabular-nums">
        <span className="font-semibold text-question">{text}</span> (
        <FigureMark of={`tasks-finished-share-of-batch-${batch.id}`}>{percent(finishedShare(batch))}</FigureMark>)
        <span className="text-second">, {percent(share)} of the requested answers</span>
      </p>
      <ProgressBar label="Answers given" fraction={share} valueText={`${percent(share)}; ${text}`} className="mt-2.5" />
      <dl className="mt-4 grid grid-cols-2 gap-x-10 gap-y-3 desk:flex">
        <Figure name="Images">{wholeNumber(detail.images, 'en')}</Figure>
        <Figure name="Candidates">{wholeNumber(detail.pairs, 'en')}</Figure>
        <Figure name="Answered tasks">
          {wholeNumber(submittedAssignments, 'en')} of {wholeNumber(assignments, 'en')}
        </Figure>
        <Figure name="Votes">{wholeNumber(detail.votes, 'en')}</Figure>
      </dl>
      {detail.countedAt !== null && (
        <p className="mt-3 text-second text-small">
          Counted <Moment at={detail.countedAt} />, and again every few minutes.
        </p>
      )}
    </section>
  )
}
