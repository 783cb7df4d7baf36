import { ProgressBar } from '@/components/ui/progress-bar'
import type { ProjectOverview } from '@/lib/contracts/project'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { Moment } from './moment'
import { SimulatedMark } from './simulated-mark'

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-second text-small">{name}</dt>
      <dd className="font-semibold text-question tabular-nums">{children}</dd>
    </div>
  )
}

/** How far a project has got, in one bar and a few numbers. */
export function OverviewNumbers({ overview }: { overview: ProjectOverview }) {
  const { tasksTotal, tasksFinished, hasSimulated } = overview
  const share = tasksTotal > 0 ? tasksFinished / tasksTotal : 0
  const text =
    tasksTotal === 0
      ? 'No tasks yet'
      : `${wholeNumber(tasksFinished, 'en')} of ${counted(tasksTotal, 'task', 'tasks', 'en')} finished`
  return (
    <section aria-label="Progress" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="tabular-nums">
          <span className="font-semibold text-question">{text}</span>
          {tasksTotal > 0 && <span className="text-second">, {percent(share)}</span>}
        </p>
        {hasSimulated && <SimulatedMark />}
      </div>
      <ProgressBar label="Tasks finished" fraction={share} valueText={text} className="mt-2.5" />
      <dl className="mt-4 grid grid-cols-2 gap-x-10 gap-y-3 desk:flex">
        <Figure name={hasSimulated ? 'Votes, simulated ones included' : 'Votes'}>
          {wholeNumber(overview.voteCount, 'en')}
        </Figure>
        <Figure name="Raters who rated">{wholeNumber(overview.ratersActive, 'en')}</Figure>
        <Figure name="Images">{wholeNumber(overview.imageCount, 'en')}</Figure>
        <Figure name="Candidates">{wholeNumber(overview.candidateCount, 'en')}</Figure>
        <Figure name="Last activity">{overview.lastActivityAt ? <Moment at={overview.lastActivityAt} /> : '–'}</Figure>
      </dl>
    </section>
  )
}
