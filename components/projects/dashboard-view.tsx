'use client'

import { useEffect, useState } from 'react'
import { eventLine, type LineState, LiveLine } from '@/lib/client/live-line'
import { type Dashboard, dashboard as shape } from '@/lib/contracts/projects/dashboard'
import type { SpanUnit } from '@/lib/domain/raters/activity-spans'
import { answers } from '@/lib/domain/rating/answer'
import { skipReasonWord } from '@/lib/wording/projects'
import { answerWord } from '@/lib/wording/rating'
import { AgreementOverTime } from './agreement-over-time'
import { DashboardFigures } from './dashboard-figures'
import { DashboardProgress } from './dashboard-progress'
import { ShareRows } from './share-rows'
import { VotesChart } from './votes-chart'
import { WaitingLinks } from './waiting-links'

interface DashboardViewProps {
  slug: string
  drawn: Dashboard
  unit: SpanUnit
}

const fills = { no: 'bg-no', maybe: 'bg-maybe', yes: 'bg-yes' }

export function DashboardView({ slug, drawn, unit }: DashboardViewProps) {
  const { dashboard, line } = useLiveDashboard(slug, drawn)
  const { hours, days, agreement, answers: tally, skips, waiting, cost, votes } = dashboard
  const hasWork = votes.given > 0 || skips.length > 0
  return (
    <>
      <DashboardProgress slug={slug} dashboard={dashboard} line={line} />
      <DashboardFigures slug={slug} dashboard={dashboard} />
      <WaitingLinks slug={slug} waiting={waiting} />
      {hasWork && (
        <div className="mt-8 grid gap-x-12 gap-y-8 min-[69rem]:grid-cols-2">
          <VotesChart slug={slug} spans={unit === 'hour' ? hours : days} unit={unit} untimed={votes.untimed} />
          <AgreementOverTime points={agreement} />
          <ShareRows
            title="Answers"
            href={`/projects/${slug}/raters`}
            rows={answers.map((answer) => ({ name: answerWord[answer], count: tally[answer], fill: fills[answer] }))}
            empty="No votes yet."
          />
          <ShareRows
            title="Skipped tasks"
            href={`/projects/${slug}/raters`}
            rows={skips.map(({ reason, count }) => ({ name: skipReasonWord[reason], count, fill: 'bg-second' }))}
            empty="No skipped tasks."
          />
        </div>
      )}
      <p className="mt-4 text-pretty text-second text-small">
        Raters are active if they submitted a task in the last 15 minutes. Days start at midnight UTC.
        {cost &&
          ' Cost is the active time in rating tasks at the pay per hour of the latest launched plan. It does not include gold questions, training, tests, fees or answers without a recorded time.'}
      </p>
    </>
  )
}

/** Parses a message. Null if it does not match this page's schema, for example after a server update. */
function dashboardOf(text: string): Dashboard | null {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** A project's live dashboard while the page is visible. Starts with the server-rendered data. */
function useLiveDashboard(slug: string, drawn: Dashboard): { dashboard: Dashboard; line: LineState } {
  const [newer, setNewer] = useState<{ than: Dashboard; dashboard: Dashboard } | null>(null)
  const [line, setLine] = useState<LineState>('connecting')
  useEffect(() => {
    const live = new LiveLine({
      open: () => eventLine(`/api/projects/${slug}/live`),
      onData: (text) => {
        const found = dashboardOf(text)
        if (found) setNewer({ than: drawn, dashboard: found })
      },
      onState: setLine,
    })
    const follow = () => (document.visibilityState === 'visible' ? live.start() : live.stop())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      live.stop()
    }
  }, [slug, drawn])
  return { dashboard: newer?.than === drawn ? newer.dashboard : drawn, line }
}
