import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { JobPanel, StartJobButton } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { NameSearch } from '@/components/kit/name-search'
import { RaterRowLink } from '@/components/kit/row-link'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { tablePage } from '@/components/kit/table-rows'
import { AddressSelect } from '@/components/ui/bar-select'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { AgreementReport, AgreementStamp, ClassAgreement, PairAgreement } from '@/lib/contracts/agreement'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { AgreementPoint } from '@/lib/contracts/projects/dashboard'
import {
  type AgreementMeasure,
  type AgreementView,
  agreementAddress,
  agreementMeasures,
} from '@/lib/domain/agreement/agreement-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { acrossRatersNote, acrossRatersText, agreementWord, figureColumns, figureValues } from '@/lib/wording/agreement'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, votesSince, wholeNumber } from '@/lib/wording/number'
import { GroupPlot, RaterPlot } from './agreement-plots'
import { ClassAgreementTable } from './class-table'

interface AgreementOverviewProps {
  slug: string
  jobs: JobSummary[]
  voteCount: number
  hasSimulated: boolean
  view: AgreementView
  measured: MeasuredAgreement | null
  point: AgreementPoint | null
}

interface MeasuredAgreement {
  stamp: AgreementStamp
  report: AgreementReport
  foundClasses: ClassAgreement[]
}

export function AgreementOverview(props: AgreementOverviewProps) {
  const { slug, jobs, voteCount, hasSimulated, view, measured, point } = props
  return (
    <>
      <PageHeader
        title={projectPages.agreement.title}
        mark={hasSimulated && <SimulatedMark />}
        action={
          <StartJobButton
            slug={slug}
            kind="measure-agreement"
            tone="main"
            obstacle={voteCount > 0 ? null : 'There are no votes to compare yet.'}
          >
            {measured ? 'Measure again' : 'Measure agreement'}
          </StartJobButton>
        }
      >
        {measured ? <State {...measured} voteCount={voteCount} /> : 'How much raters agree.'}
      </PageHeader>
      <div className="has-[>div]:mb-5">
        <JobPanel slug={slug} jobs={jobs} kind="measure-agreement" />
      </div>
      {measured ? (
        <Measured slug={slug} view={view} {...measured} />
      ) : point ? (
        <PointFigure point={point} />
      ) : (
        <EmptyCard
          title="Not measured yet"
          action={voteCount === 0 && <LinkButton href={`/projects/${slug}/raters/members`}>Invite raters</LinkButton>}
        >
          {voteCount > 0
            ? 'Measure agreement with the button above to see Krippendorff’s alpha, Fleiss’ kappa and raw agreement, overall and by class, rater and day.'
            : 'You can measure agreement once two raters have answered the same candidates.'}
        </EmptyCard>
      )}
    </>
  )
}

/** The figure of the overview, which is measured automatically. */
function PointFigure({ point: { at, voteCount, alpha: value, low, high } }: { point: AgreementPoint }) {
  const { name, explanation } = agreementWord.alphaOrdinal
  return (
    <EmptyCard title="Details by class, rater and day are not measured yet">
      {name}:{' '}
      <span className="font-semibold text-text">
        <FigureText of={`agreement-on-${voteCount}-votes`} figure={{ value, low, high }} />
      </span>
      , measured automatically <Moment at={at} /> over {counted(voteCount, 'vote')}. {explanation} Measure agreement
      with the button above to see the details.
    </EmptyCard>
  )
}

function State({ stamp, report, voteCount }: MeasuredAgreement & { voteCount: number }) {
  return (
    <>
      Measured <Moment at={stamp.createdAt} /> over {counted(report.voteCount, 'vote')}, with{' '}
      {counted(report.byRater.length, 'rater')} to compare;{' '}
      {votesSince(voteCount, report.voteCount) ?? 'no votes have been added since'}. {figureNote.countedVotes}
    </>
  )
}

function Measured({
  slug,
  view,
  stamp: { replicates },
  report,
  foundClasses,
}: MeasuredAgreement & { slug: string; view: AgreementView }) {
  const { measure } = view
  const base = `/projects/${slug}/agreement`
  const { overall, byDay, pairCount, pairs } = report
  return (
    <>
      <OverallFigures {...report} />
      <Section
        title="Agreement by group"
        note={`${counted(overall.candidateCount, 'candidate')} with two or more votes; 95% intervals from ${wholeNumber(replicates)} resamples of the images.`}
        action={
          <AddressSelect
            label="Measure in charts and tables"
            value={measure}
            options={agreementMeasures.map((one) => {
              const href = base + agreementAddress.write({ ...view, measure: one, classPage: 1 })
              return [one, agreementWord[one].name, href]
            })}
            isReplacing
          />
        }
      >
        <div className="grid gap-x-12 gap-y-9 xl:grid-cols-2 xl:[--caption:60px]">
          {report.byGroup.length > 1 && (
            <GroupPlot groups={report.byGroup} overall={overall[measure]} measure={measure} />
          )}
          <div className={report.byGroup.length > 1 ? 'grid min-w-0 content-start gap-y-9' : 'contents'}>
            <RaterPlot slug={slug} raters={report.byRater} overall={overall[measure]} measure={measure} />
            {byDay && byDay.length > 0 && <DayChart days={byDay} measure={measure} />}
          </div>
        </div>
      </Section>
      <Section
        title="Classes"
        note={
          view.name === ''
            ? `${counted(report.byClass.length, 'class', 'classes')} with votes to compare.`
            : `${counted(foundClasses.length, 'class', 'classes')} found for “${view.name}”.`
        }
        action={
          <NameSearch
            address={base + agreementAddress.write({ ...view, name: '', classPage: 1 })}
            name={view.name}
            label="Class or class group"
            placeholder="Class or group"
          />
        }
      >
        <ClassAgreementTable base={base} view={view} classes={foundClasses} />
      </Section>
      <Section
        title="Pairs of raters"
        note={
          pairCount > 0
            ? `${counted(pairCount, 'pair')} with at least ${report.minimumShared} shared candidates, lowest agreement first.${pairs.length < pairCount ? ` Only the ${wholeNumber(pairs.length)} lowest are stored.` : ''}`
            : `No two raters share ${report.minimumShared} candidates yet.`
        }
      >
        {pairCount > 0 && <RaterPairTable slug={slug} view={view} pairs={pairs} />}
      </Section>
    </>
  )
}

function RaterPairTable({ slug, view, pairs }: { slug: string; view: AgreementView; pairs: PairAgreement[] }) {
  const columns: Column<PairAgreement>[] = [
    { key: 'rater', head: 'Rater', cell: ({ raterA }) => <RaterRowLink slug={slug} id={raterA} /> },
    {
      key: 'other',
      head: 'Other rater',
      className: 'font-medium',
      cell: ({ raterB }) => <RaterRowLink slug={slug} id={raterB} />,
    },
    numberColumn('kappa', 'Cohen’s kappa', ({ kappa }) => <FigureText figure={kappa} />),
    numberColumn('agreement', 'Raw agreement', ({ agreement }) => <FigureText figure={agreement} format="percent" />),
    numberColumn('shared', 'Shared candidates', ({ sharedCandidates }) => sharedCandidates),
  ]
  return (
    <DataTable
      label="Pairs of raters"
      columns={columns}
      {...tablePage(pairs, columns, { page: view.pairPage }, 20)}
      rowKey={({ raterA, raterB }) => `${raterA}-${raterB}`}
      addressOf={({ page }) => `/projects/${slug}/agreement${agreementAddress.write({ ...view, pairPage: page })}`}
    />
  )
}

function DayChart({ days, measure }: { days: NonNullable<AgreementReport['byDay']>; measure: AgreementMeasure }) {
  const { name, format } = agreementWord[measure]
  const points = days.map(({ day, voteCount, [measure]: { value, low, high } }) => ({
    ...{ x: Date.parse(day), y: value ?? Number.NaN, low, high },
    note: `${wholeNumber(voteCount)} votes`,
  }))
  return (
    <ChartFrame
      title="By day"
      note="Each candidate counts on the day (UTC) of its last vote."
      fileName="agreement-by-day"
      columns={['Day', 'Candidates', 'Votes', ...figureColumns(measure)]}
      rows={days.map((day) => [day.day, day.candidateCount, day.voteCount, ...figureValues(day[measure], format)])}
    >
      <LineChart
        series={[{ label: '', points, tone: 'accent', shape: 'trend' }]}
        x={{ label: 'Day', format: 'date' }}
        y={{ label: name, format }}
      />
    </ChartFrame>
  )
}

/** The four measures over all counted votes, each with its interval and interpretation. */
function OverallFigures({ overall, acrossRaters, voteCount }: AgreementReport) {
  return (
    <section aria-label="All votes" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
        {agreementMeasures.map((measure) => (
          <div key={measure} className="flex flex-col">
            <dt className="font-medium text-second text-small">{agreementWord[measure].name}</dt>
            <dd className="mt-0.5 font-semibold text-question">
              <FigureText
                of={measure === 'alphaOrdinal' ? `agreement-on-${voteCount}-votes` : undefined}
                figure={overall[measure]}
                format={agreementWord[measure].format}
              />
            </dd>
            {acrossRaters?.[measure] && (
              <dd className="text-second text-small tabular-nums">
                {acrossRatersText(acrossRaters[measure], agreementWord[measure].format)}
              </dd>
            )}
            <dd className="mt-1 text-pretty text-second text-small">{agreementWord[measure].explanation}</dd>
          </div>
        ))}
      </dl>
      {acrossRaters && (
        <p className="mt-4 max-w-[90ch] text-second text-small">{acrossRatersNote(acrossRaters.raterCount)}</p>
      )}
    </section>
  )
}
