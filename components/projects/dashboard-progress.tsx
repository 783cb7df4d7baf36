import { clsx } from 'clsx'
import { FigureMark } from '@/components/kit/figure-mark'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Link } from '@/components/ui/link'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { LineState } from '@/lib/client/live-line'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import { counted, wholeNumber } from '@/lib/wording/number'
import { forecastText } from '@/lib/wording/projects'
import { percent } from '@/lib/wording/share'

interface DashboardProgressProps {
  slug: string
  dashboard: Dashboard
  line: LineState
}

export function DashboardProgress({ slug, dashboard, line }: DashboardProgressProps) {
  const { tasks, votes, forecast, batchId, hasSimulated } = dashboard
  const share = votes.planned > 0 ? Math.min(1, votes.given / votes.planned) : 0
  const planned = counted(votes.planned, 'vote')
  const text = `${wholeNumber(votes.given)} of ${planned}`
  const plan = batchId === null ? `/projects/${slug}/plan` : `/projects/${slug}/batches/${batchId}`
  return (
    <section aria-label="Progress">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="tabular-nums">
          <Link href={`/projects/${slug}/images?rated=yes`} className="font-semibold text-question hover:underline">
            <FigureMark of="votes">{wholeNumber(votes.given)}</FigureMark> of {planned}
          </Link>
          <span className="text-second">, {percent(share)}</span>
        </p>
        <div className="flex items-center gap-3">
          {hasSimulated && <SimulatedMark />}
          <LiveMark line={line} />
        </div>
      </div>
      <ProgressBar label="Votes" fraction={share} valueText={text} className="mt-2.5 h-2!" />
      <div className="mt-2 flex flex-wrap justify-between gap-x-6 gap-y-1">
        <p className="text-pretty">{forecastText(forecast)}</p>
        <p className="text-second tabular-nums">
          <Link href={plan} className="hover:underline">
            {wholeNumber(tasks.finished)} of {counted(tasks.total, 'task')} finished
          </Link>
          {votes.untimed > 0 && `, ${wholeNumber(votes.untimed)} imported without a time`}
        </p>
      </div>
    </section>
  )
}

const words = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting' } as const

/** Shows whether the numbers are live. Has a fixed width, so that nothing moves. */
function LiveMark({ line }: { line: LineState }) {
  return (
    <span className="inline-flex min-w-[104px] items-center justify-end gap-1.5 text-second text-small">
      <span
        aria-hidden
        className={clsx('size-2 rounded-full', line === 'live' ? 'bg-yes' : 'border border-edge bg-transparent')}
      />
      {words[line]}
    </span>
  )
}
