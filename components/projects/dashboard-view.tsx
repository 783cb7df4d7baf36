'use client'

import { clsx } from 'clsx'
import { useEffect, useState } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import { FigureMark } from '@/components/kit/figure-mark'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Flag, Gavel, ShieldAlert } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { ProgressBar } from '@/components/ui/progress-bar'
import { eventLine, type LineState, LiveLine } from '@/lib/client/live-line'
import { type AgreementPoint, type Dashboard, dashboard as shape } from '@/lib/contracts/projects/dashboard'
import { voteShare } from '@/lib/domain/projects/progress'
import { projectPages } from '@/lib/domain/projects/project-pages'
import type { SpanUnit } from '@/lib/domain/raters/activity-spans'
import { answers } from '@/lib/domain/rating/answer'
import { valueText } from '@/lib/wording/chart'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { forecastText, skipReasonWord } from '@/lib/wording/projects'
import { answerWord } from '@/lib/wording/rating'
import { percent, wholePercents } from '@/lib/wording/share'
import { DashboardFigures } from './dashboard-figures'
import { useWaiting } from './use-waiting'
import { VotesChart } from './votes-chart'

const fills = { no: 'bg-no', maybe: 'bg-maybe', yes: 'bg-yes' }

export function DashboardView({ slug, drawn, unit }: { slug: string; drawn: Dashboard; unit: SpanUnit }) {
  const { dashboard, line } = useLiveDashboard(slug, drawn)
  const { hours, days, agreement, answers: tally, skips, waiting, cost, votes } = dashboard
  const hasWork = votes.given > 0 || skips.length > 0
  const spans = unit === 'hour' ? hours : days
  return (
    <>
      <DashboardProgress slug={slug} dashboard={dashboard} line={line} />
      <DashboardFigures slug={slug} dashboard={dashboard} />
      <p className="mt-4 max-w-[110ch] text-pretty text-second text-small">
        Raters are active if they submitted a task in the last 15 minutes
        {dashboard.raters.experts > 0 && '; experts are not counted as raters'}. Days start at midnight UTC.
        {cost &&
          ' Cost is the active time in rating tasks at the pay per hour of the latest launched plan. It does not include gold questions, training, tests, fees, simulated raters or answers without a recorded time.'}
      </p>
      <WaitingLinks slug={slug} waiting={waiting} />
      {hasWork && (
        <div className="mt-8 grid gap-x-12 gap-y-8 min-[69rem]:grid-cols-2 min-[69rem]:[--caption:60px]">
          {/* Imported votes usually have no times. */}
          {(spans.length > 0 || votes.untimed < votes.given) && (
            <VotesChart slug={slug} spans={spans} unit={unit} untimed={votes.untimed} />
          )}
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

function WaitingLinks({ slug, waiting }: { slug: string; waiting: Dashboard['waiting'] }) {
  const candidates = useWaiting(slug, {}).adjudication
  const queue =
    candidates === undefined ? 'Adjudication queue' : counted(candidates, ...projectPages.adjudication.waits)
  const places = [
    { path: 'flags', icon: Flag, text: counted(waiting.flaggedImages, 'flagged image') },
    { path: 'quality', icon: ShieldAlert, text: counted(waiting.alerts, 'quality alert') },
    { path: 'adjudication', icon: Gavel, text: queue, isText: candidates === undefined },
  ]
  return (
    <ul aria-label="Needs your attention" className="mt-6 flex flex-wrap gap-x-6 gap-y-1">
      {places.map(({ path, icon: Icon, text, isText }) => (
        <li key={path}>
          <Link
            href={`/projects/${slug}/${path}`}
            className="flex h-8 touch:h-11 items-center gap-2 tabular-nums hover:underline"
          >
            <Icon aria-hidden size={16} className="text-second" />
            <FigureMark of={isText ? undefined : `waiting-${path}`}>{text}</FigureMark>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function AgreementOverTime({ points }: { points: AgreementPoint[] }) {
  const drawn = points.map(({ at, alpha, low, high, voteCount }) => ({
    ...{ x: Date.parse(at), y: alpha ?? Number.NaN, low, high },
    note: counted(voteCount, 'vote'),
  }))
  return (
    <ChartFrame
      title="Agreement over time"
      note={`Krippendorff’s alpha (ordinal) over all votes so far, with its 95% interval. ${figureNote.countedVotes} Times in UTC.`}
      fileName="agreement-over-time"
      columns={['Time', 'Votes', 'Alpha', 'Low', 'High']}
      rows={points.map(({ at, voteCount, alpha, low, high }) => [
        valueText(Date.parse(at), 'time'),
        voteCount,
        alpha,
        low,
        high,
      ])}
    >
      <LineChart
        series={[{ label: '', points: drawn, tone: 'accent', shape: 'trend' }]}
        x={{ label: 'Time', format: 'time' }}
        y={{ label: 'Alpha' }}
        height={240}
      />
    </ChartFrame>
  )
}

interface ShareRowsProps {
  title: string
  href: string
  rows: { name: string; count: number; fill: string }[]
  empty: string
}

function ShareRows({ title, href, rows, empty }: ShareRowsProps) {
  const total = rows.reduce((sum, row) => sum + row.count, 0)
  const shares = wholePercents(rows.map(({ count }) => count))
  return (
    <section className="min-w-0" aria-label={title}>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        <Link href={href} className="text-second text-small underline hover:text-text touch:py-1">
          By rater
        </Link>
      </div>
      {total === 0 ? (
        <p className="mt-2 text-second">{empty}</p>
      ) : (
        <dl className="mt-2">
          {rows.map(({ name, count, fill }, index) => (
            <div
              key={name}
              className="grid min-h-8 grid-cols-[minmax(76px,auto)_minmax(0,1fr)_44px_72px] items-center gap-x-3 tabular-nums"
            >
              <dt>{name}</dt>
              <dd aria-hidden className="h-2 overflow-hidden rounded-full bg-line">
                <div className={clsx('h-full origin-left', fill)} style={{ transform: `scaleX(${count / total})` }} />
              </dd>
              <dd className="text-end">{shares[index]}</dd>
              <dd className="text-end text-second">{wholeNumber(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function DashboardProgress({ slug, dashboard, line }: { slug: string; dashboard: Dashboard; line: LineState }) {
  const { tasks, votes, forecast, batchId, hasSimulated } = dashboard
  const share = voteShare(votes)
  const planned = counted(votes.planned, 'vote')
  const text = `${wholeNumber(votes.given)} of ${planned}`
  const plan = batchId === null ? `/projects/${slug}/plan` : `/projects/${slug}/batches/${batchId}`
  return (
    <section aria-label="Progress">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="tabular-nums">
          <Link
            href={`/projects/${slug}/images?rated=yes`}
            className="font-semibold text-question hover:underline touch:py-1"
          >
            <FigureMark of="votes">{wholeNumber(votes.given)}</FigureMark> of {planned}
          </Link>
          <span className="text-second">
            , <FigureMark of="share-of-planned-votes">{percent(share)}</FigureMark>
          </span>
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <LiveMark line={line} />
          {hasSimulated && <SimulatedMark />}
        </div>
      </div>
      <ProgressBar label="Votes" fraction={share} valueText={text} className="mt-2.5 h-2!" />
      <div className="mt-2 flex flex-wrap justify-between gap-x-6 gap-y-1">
        <p className="text-pretty">{forecastText(forecast)}</p>
        <p className="text-second tabular-nums">
          <Link href={plan} className="hover:underline touch:py-1">
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
    <span className="inline-flex min-w-[104px] items-center gap-1.5 desk:justify-end max-desk:order-last text-second text-small">
      <span
        aria-hidden
        className={clsx('size-2 rounded-full', line === 'live' ? 'bg-yes' : 'border border-edge bg-transparent')}
      />
      {words[line]}
    </span>
  )
}
