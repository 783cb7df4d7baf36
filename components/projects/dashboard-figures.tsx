import type { ReactNode } from 'react'
import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { Link } from '@/components/ui/link'
import type { AgreementPoint, Dashboard } from '@/lib/contracts/projects/dashboard'
import { minNew } from '@/lib/domain/agreement/agreement-point'
import { intervalText, spokenInterval, valueText } from '@/lib/wording/chart'
import { threeDigits } from '@/lib/wording/figure'
import { counted, wholeNumber } from '@/lib/wording/number'
import { hoursText, moneyText } from '@/lib/wording/plan'

function Figure({ name, href, note, children }: { name: string; href: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-second text-small">{name}</dt>
      <dd className="mt-0.5">
        <Link href={href} className="font-semibold text-[20px] leading-7 tabular-nums hover:underline">
          {children}
        </Link>
        <span className="block text-pretty text-second text-small tabular-nums">{note}</span>
      </dd>
    </div>
  )
}

const hourText = (at: string) => valueText(Date.parse(at), 'time')
const oneDecimal = (seconds: number) => `${seconds.toFixed(1)} s`

function paceNote({ all, lastDay }: Dashboard['pace']): string {
  if (all === null) return 'No times recorded yet'
  return lastDay === null ? 'overall; none in the last day' : `overall; ${oneDecimal(lastDay)} in the last day`
}

function AgreementValue({ point }: { point: AgreementPoint | undefined }) {
  if (!point || point.alpha === null) return '–'
  return <FigureMark of={`agreement-on-${point.voteCount}-votes`}>{threeDigits(point.alpha)}</FigureMark>
}

function agreementNote(point: AgreementPoint | undefined, countedVotes: number): ReactNode {
  if (!point)
    return countedVotes < minNew
      ? `Measured automatically once there are ${minNew} votes`
      : 'Measured automatically within a few minutes'
  const votes = `On ${wholeNumber(point.voteCount)} votes`
  return (
    <>
      {point.low === null || point.high === null ? (
        votes
      ) : (
        <>
          <span aria-hidden>{intervalText(point.low, point.high, 'number', 3)}</span>
          <span className="sr-only">{spokenInterval(point.low, point.high, 'number', 3)}</span>, {votes.toLowerCase()}
        </>
      )}
      {/* It is measured again only once enough votes are new, so the other figures may count more of them. */}
      {point.voteCount !== countedVotes && (
        <>
          ; measured <Moment at={point.at} />
        </>
      )}
    </>
  )
}

export function DashboardFigures({ slug, dashboard }: { slug: string; dashboard: Dashboard }) {
  const { raters, votes, days, hours, pace, agreement, activeHours, cost, run, batchId } = dashboard
  const at = `/projects/${slug}`
  const today = days.at(-1)
  const lastHour = hours.at(-1)
  const point = agreement.at(-1)
  return (
    <dl className="mt-7 grid grid-cols-2 gap-x-8 gap-y-6 desk:grid-cols-3 min-[78rem]:grid-cols-6">
      <Figure
        name="Active raters"
        href={`${at}/raters`}
        note={
          <>
            {wholeNumber(raters.today)} today, <FigureMark of="raters">{wholeNumber(raters.all)}</FigureMark> in total
            {raters.experts > 0 && (
              <>
                ; also <FigureMark of="experts">{counted(raters.experts, 'expert')}</FigureMark>
              </>
            )}
          </>
        }
      >
        {wholeNumber(raters.now)}
      </Figure>
      <Figure
        name="Votes in the latest hour"
        href={`${at}?by=hour#votes`}
        note={
          lastHour && today
            ? `starting ${hourText(lastHour.at)}; ${counted(today.votes, 'vote')} that day`
            : 'No votes with a time yet'
        }
      >
        {lastHour ? wholeNumber(lastHour.votes) : '–'}
      </Figure>
      <Figure name="Seconds per candidate" href={`${at}/raters/pace`} note={paceNote(pace)}>
        {pace.all === null ? '–' : <FigureMark of="seconds-per-candidate">{oneDecimal(pace.all)}</FigureMark>}
      </Figure>
      <Figure name="Agreement" href={`${at}/agreement`} note={agreementNote(point, votes.counted)}>
        <AgreementValue point={point} />
      </Figure>
      <Figure
        name={cost ? 'Cost so far' : 'Work so far'}
        href={batchId === null ? `${at}/plan` : `${at}/batches/${batchId}`}
        note={
          cost
            ? `of ${moneyText(cost.planned, cost.currency)} planned; ${hoursText(activeHours)} h at ${moneyText(cost.payPerHour, cost.currency)} per hour`
            : `${dashboard.hasSimulated ? 'By people, not simulated raters; launch' : 'Launch'} a plan with hourly pay to see the cost`
        }
      >
        {cost ? moneyText(cost.soFar, cost.currency) : `${hoursText(activeHours)} h`}
      </Figure>
      <Figure
        name="Images changed"
        href={run ? `${at}/images?run=${run.id}&changed=yes` : `${at}/aggregation`}
        note={run ? `by run ${run.id}, from ${counted(run.voteCount, 'vote')}` : 'Not aggregated yet'}
      >
        {run ? <FigureMark of={`images-changed-by-run-${run.id}`}>{wholeNumber(run.changedImages)}</FigureMark> : '–'}
      </Figure>
    </dl>
  )
}
