import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { JobPanel, StartJobButton } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard, EmptyState, PageHeader } from '@/components/ui/page'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ComparedMethod, CompareMethodsResult } from '@/lib/contracts/runs/compare-methods'
import { differenceNoise } from '@/lib/domain/difference-noise'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { signedFigure, threeDigits } from '@/lib/wording/figure'
import { bracketed, counted, wholeNumber } from '@/lib/wording/number'
import { noErrorSentence } from '@/lib/wording/runs'

interface MethodComparisonViewProps {
  slug: string
  jobs: JobSummary[]
  latest: { result: CompareMethodsResult; finishedAt: string } | null
  hasGolden: boolean
  hasSimulated: boolean
}

const rangeText = (interval: readonly [number, number] | null, word: (value: number) => string) =>
  interval ? bracketed(word(interval[0]), word(interval[1])) : '–'

const methodColumns = (baseline: string): Column<ComparedMethod>[] => [
  {
    key: 'method',
    head: 'Method',
    cell: ({ title, preset, obstacle }) => (
      <>
        {title}
        {preset && <span className="text-second"> (preset “{preset}”)</span>}
        {obstacle && <span className="block pb-1.5 font-normal text-second">{obstacle}</span>}
      </>
    ),
    className: 'min-w-60 whitespace-normal!',
  },
  numberColumn('precision', 'Average precision', ({ averagePrecision }) =>
    averagePrecision === null ? null : threeDigits(averagePrecision),
  ),
  numberColumn('interval', '95% interval', ({ interval }) => rangeText(interval, threeDigits)),
  numberColumn('difference', 'Difference', ({ method, difference }) =>
    method === baseline || difference === null ? null : signedFigure(difference),
  ),
  numberColumn('difference-interval', 'Interval of the difference', ({ method, differenceInterval }) =>
    method === baseline ? null : rangeText(differenceInterval, signedFigure),
  ),
  numberColumn('seconds', 'Seconds', ({ seconds }) => seconds?.toFixed(2)),
  numberColumn('iterations', 'Iterations', ({ iterations }) => iterations),
]

const plottedRow = (label: string, value: number | null, interval: readonly [number, number] | null) => ({
  ...{ label, value, low: interval?.[0], high: interval?.[1] },
})

/** Explains why no difference from the reference method is shown. */
function NoDifference({ baseline, hasOthers }: { baseline: ComparedMethod | undefined; hasOthers: boolean }) {
  if (!baseline || !hasOthers) return null
  return (
    <EmptyState title={`No comparison with ${baseline.title}`}>
      {`Methods are compared with ${baseline.title}, which could not run here. ${baseline.obstacle ?? ''}`}
    </EmptyState>
  )
}

function Figures({ result }: { result: CompareMethodsResult }) {
  const scored = result.methods.filter((one) => one.averagePrecision !== null)
  const others = scored.filter(({ method }) => method !== result.baseline)
  const baseline = result.methods.find(({ method }) => method === result.baseline)
  const row = (one: ComparedMethod) => [
    one.title,
    one.averagePrecision,
    rangeText(one.interval, threeDigits),
    one.difference,
    rangeText(one.differenceInterval, signedFigure),
  ]
  const columns = ['Method', 'Average precision', '95% interval', 'Difference', '95% interval of the difference']
  const noise = differenceNoise(result.methods)
  const perfect = scored.filter(({ averagePrecision }) => averagePrecision === 1)
  const compared = others.filter(({ difference }) => difference !== null)
  return (
    <>
      <p className="mt-5 max-w-[72ch] text-pretty">
        Each golden candidate is scored without its own golden answers, in {result.folds} folds of{' '}
        {counted(result.goldenImageCount, 'image')} with {wholeNumber(result.goldenCandidateCount)} candidates, of which{' '}
        {wholeNumber(result.positiveCount)} apply. Intervals are from {wholeNumber(result.replicates)} bootstrap samples
        of these images.
        {noise !== null &&
          ` A difference below about ${noise.toFixed(2)} is noise, and one whose interval includes zero is not significant.`}
        {perfect.length > 0 &&
          ` ${counted(perfect.length, 'method ranks', 'methods rank')} every candidate correctly. ${noErrorSentence(result.goldenImageCount)}`}
      </p>
      <div className="mt-6 grid gap-8 xl:grid-cols-2">
        <ChartFrame
          title="How well each method ranks labels"
          note="Average precision and, where it can be estimated, its 95% interval."
          columns={columns}
          rows={scored.map(row)}
          fileName="methods-average-precision"
        >
          <IntervalPlot
            valueLabel="Average precision"
            bounds={[0, 1]}
            rows={scored.map((one) => plottedRow(one.title, one.averagePrecision, one.interval))}
          />
        </ChartFrame>
        {baseline && compared.length > 0 ? (
          <ChartFrame
            title={`Compared with ${baseline.title}`}
            note="Difference in average precision on the same bootstrap samples of images. Higher is better."
            columns={columns}
            rows={compared.map(row)}
            fileName="methods-difference"
          >
            <IntervalPlot
              valueLabel="Difference in average precision"
              reference={{ value: 0, label: baseline.title }}
              rows={compared.map((one) => plottedRow(one.title, one.difference, one.differenceInterval))}
            />
          </ChartFrame>
        ) : (
          <NoDifference baseline={baseline} hasOthers={others.length > 0} />
        )}
      </div>
      <Section title="All figures">
        <DataTable
          label="Method comparison"
          columns={methodColumns(result.baseline)}
          rows={result.methods}
          rowKey={({ method }) => method}
        />
      </Section>
    </>
  )
}

/** How well each method ranks candidates that experts have settled, from the latest comparison. */
export function MethodComparisonView({ slug, jobs, latest, hasGolden, hasSimulated }: MethodComparisonViewProps) {
  return (
    <>
      <PageHeader
        title={projectPages.methods.title}
        mark={hasSimulated && <SimulatedMark />}
        action={
          <StartJobButton
            slug={slug}
            kind="compare-methods"
            tone="main"
            obstacle={hasGolden ? null : 'There are no expert answers to compare methods on yet.'}
          >
            {latest ? 'Compare again' : 'Compare methods'}
          </StartJobButton>
        }
      >
        {latest ? (
          <>
            On {wholeNumber(latest.result.voteCount)} votes, <Moment at={latest.finishedAt} />.
          </>
        ) : (
          'Which method ranks labels best, judged by experts’ answers.'
        )}
      </PageHeader>
      <JobPanel slug={slug} jobs={jobs} kind="compare-methods" />
      {latest ? (
        <Figures result={latest.result} />
      ) : (
        <EmptyCard
          className="mt-5"
          title="No comparison yet"
          action={!hasGolden && <LinkButton href={`/projects/${slug}/golden`}>Open the golden set</LinkButton>}
        >
          {hasGolden
            ? 'All methods run on the current votes and are evaluated on golden candidates without using their golden answers.'
            : 'Methods are evaluated on golden answers. Have experts answer some images first.'}
        </EmptyCard>
      )}
    </>
  )
}
