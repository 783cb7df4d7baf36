import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { MeasuredAt, Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard } from '@/components/ui/page'
import type { PairAgreement } from '@/lib/contracts/agreement'
import type { RaterPaceDetail } from '@/lib/contracts/raters/pace'
import type { DriftWindow, Judgement, RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { type AgreementMeasure, agreementMeasures } from '@/lib/domain/agreement/agreement-view'
import { latestSubmissions } from '@/lib/domain/raters/pace'
import { agreementWord, figureValues } from '@/lib/wording/agreement'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { PacePositionChart, PaceTimeChart } from './pace-charts'
import { PaceFigures } from './pace-figures'
import { daysText } from './pace-text'
import { RaterHeader } from './rater-header'
import { AnswerShares } from './rater-marks'
import { AnswerMatrices, SkillFigures } from './rater-results'

interface RaterOverviewProps {
  slug: string
  rater: RaterDetail
  pace: RaterPaceDetail
  wantedRun: number | null
}

export function RaterOverview({ slug, rater, pace, wantedRun }: RaterOverviewProps) {
  const { votes, run, againstRun, againstGolden, model, drift, agreement, hasSimulated } = rater
  const hasVotes = votes.no + votes.maybe + votes.yes > 0
  const hasMatrices = againstRun !== null || againstGolden !== null || model?.probability
  return (
    <>
      <RaterHeader slug={slug} rater={rater} wantedRun={wantedRun} />
      <SkillFigures rater={rater} />
      <Section
        title="Answers"
        note="Answers to labels that apply and to labels that do not."
        action={
          <>
            {hasSimulated && <SimulatedMark />}
            {hasVotes && <AnswerShares votes={votes} />}
          </>
        }
      >
        {hasMatrices ? (
          <AnswerMatrices rater={rater} />
        ) : (
          <EmptyCard title="Nothing to compare with yet">
            Confusion matrices appear here once the rater’s votes are aggregated, or experts and the rater have answered
            about the same candidates.
          </EmptyCard>
        )}
      </Section>
      {run && againstRun && drift && (
        <Section title="Drift">
          {drift.length > 1 ? (
            <DriftChart raterId={rater.id} runId={run.id} windows={drift} overall={againstRun.skill} />
          ) : (
            <p className="text-second">Not enough votes yet.</p>
          )}
        </Section>
      )}
      <RaterPace slug={slug} raterId={rater.id} isImported={rater.kind === 'imported'} detail={pace} />
      <Section
        title="Agreement with other raters"
        note={
          agreement && (
            <>
              Measured <Moment at={agreement.createdAt} />; lowest agreement first.
            </>
          )
        }
        action={<LinkButton href={`/projects/${slug}/agreement`}>All raters</LinkButton>}
      >
        {agreement ? (
          <RaterAgreement slug={slug} raterId={rater.id} agreement={agreement} />
        ) : (
          <p className="text-second">
            Appears once agreement is measured and other raters have answered the same candidates.
          </p>
        )}
      </Section>
    </>
  )
}

interface RaterAgreementProps {
  slug: string
  raterId: number
  agreement: NonNullable<RaterDetail['agreement']>
}

function RaterAgreement({ slug, raterId, agreement: { rater, overall, pairs } }: RaterAgreementProps) {
  const figure = (key: string, head: string, figures: typeof overall): Column<AgreementMeasure> =>
    numberColumn(key, head, (measure) => (
      <FigureText figure={figures[measure]} format={agreementWord[measure].format} />
    ))
  const otherOf = ({ raterA, raterB }: PairAgreement) => (raterA === raterId ? raterB : raterA)
  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
      <DataTable
        label="Agreement with all others"
        columns={[
          { key: 'figure', head: 'Figure', cell: (measure) => agreementWord[measure].name },
          figure('rater', 'This rater', rater),
          figure('all', 'All raters', overall),
        ]}
        rows={agreementMeasures}
        rowKey={(measure) => measure}
      />
      {pairs.length > 0 && (
        <DataTable
          label="Agreement with each other rater"
          columns={[
            { key: 'rater', head: 'Other rater', cell: (pair) => <RaterRowLink slug={slug} id={otherOf(pair)} /> },
            numberColumn<PairAgreement>('kappa', 'Cohen’s kappa', ({ kappa }) => <FigureText figure={kappa} />),
            numberColumn<PairAgreement>('agreement', 'Raw agreement', ({ agreement }) => (
              <FigureText figure={agreement} format="percent" />
            )),
            numberColumn<PairAgreement>('shared', 'Shared', ({ sharedCandidates }) => sharedCandidates),
          ]}
          rows={pairs}
          rowKey={otherOf}
          className="max-h-[420px]"
        />
      )}
    </div>
  )
}

interface RaterPaceProps {
  slug: string
  raterId: number
  isImported: boolean
  detail: RaterPaceDetail
}

function RaterPace({ slug, raterId, isImported, detail }: RaterPaceProps) {
  const { pace, all, positions, allPositions, windows, measuredAt, isMeasured } = detail
  return (
    <Section
      title="Pace"
      note={pace.timed > 0 ? 'How long the rater takes, without breaks.' : undefined}
      action={<LinkButton href={`/projects/${slug}/raters/pace`}>All raters</LinkButton>}
    >
      {pace.timed === 0 ? (
        <p className="text-second">
          {!isMeasured ? (
            <MeasuredAt what="Times" at={null} isMeasured={false} />
          ) : isImported ? (
            'Imported answers have no recorded times.'
          ) : pace.tasks > 0 ? (
            'This rater’s tasks have no recorded times.'
          ) : (
            'Appears once the rater has submitted a task.'
          )}
        </p>
      ) : (
        <>
          <PaceFigures raterId={raterId} pace={pace} all={all} measuredAt={measuredAt} />
          <div className="mt-7 grid gap-x-10 gap-y-9 lg:grid-cols-2">
            {positions.length > 0 && (
              <PacePositionChart
                positions={positions}
                allPositions={allPositions}
                fileName={`rater-${raterId}-pace-by-position`}
              />
            )}
            <PaceTimeChart raterId={raterId} windows={windows} overall={pace.nameSeconds} />
          </div>
        </>
      )}
    </Section>
  )
}

interface DriftChartProps {
  raterId: number
  runId: number
  windows: DriftWindow[]
  overall: Judgement['skill']
}

function DriftChart({ raterId, runId, windows, overall }: DriftChartProps) {
  const isTimed = windows.every((window) => window.firstAt !== null)
  const points = windows.map((window) => {
    const { value, low, high } = window.skill
    const note = [daysText(window), `${wholeNumber(window.to - window.from)} votes`].filter(Boolean).join(', ')
    return { x: window.to, y: value ?? Number.NaN, low, high, note }
  })
  return (
    <ChartFrame
      title={`Skill against run ${runId} over time`}
      note={
        isTimed
          ? `Consecutive votes of the last ${wholeNumber(latestSubmissions)} submissions in windows of equal size, oldest on the left.`
          : `Consecutive votes of the last ${wholeNumber(latestSubmissions)} submissions in windows of equal size. Imported votes without a time come first, in file order.`
      }
      fileName={`rater-${raterId}-skill`}
      columns={['Votes', 'Date', 'Skill', 'Low', 'High']}
      rows={windows.map((window) => [
        `${wholeNumber(window.from + 1)} to ${wholeNumber(window.to)}`,
        daysText(window) ?? 'unknown',
        ...figureValues(window.skill, 'percent'),
      ])}
    >
      <LineChart
        series={[{ label: 'Skill', points, tone: 'accent', shape: 'trend' }]}
        x={{ label: 'Votes, oldest first', isWhole: true }}
        y={{ label: 'Skill', format: 'percent' }}
        marks={
          overall.value === null
            ? []
            : [{ axis: 'y', value: overall.value, label: `overall ${percent(overall.value)}` }]
        }
      />
    </ChartFrame>
  )
}
