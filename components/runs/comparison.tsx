import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { EmptyCard } from '@/components/ui/empty-state'
import { ArrowLeftRight } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { GoldenComparison, RunSummary } from '@/lib/contracts/runs/run'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import { pValueText } from '@/lib/wording/runs'
import { ComparisonClasses } from './comparison-classes'
import { DifferenceList, type DifferenceListProps } from './difference-list'
import { Figure } from './figure'
import { RunTable } from './run-table'

export function Comparison({ slug, comparison, change, isGolden }: DifferenceListProps) {
  const { a, b, gained, lost, imageCount, classes, classCount, golden, goldenObstacle } = comparison
  const base = `/projects/${slug}/aggregation`
  return (
    <>
      <PageHeader
        title={`Run ${a.id} versus run ${b.id}`}
        action={
          <>
            {comparison.hasSimulated && <SimulatedMark />}
            <LinkButton href={`${base}/compare?a=${b.id}&b=${a.id}`}>
              <ArrowLeftRight aria-hidden size={16} />
              Swap
            </LinkButton>
            <LinkButton href={base}>All runs</LinkButton>
          </>
        }
      >
        {gained + lost === 0
          ? 'Both keep the same labels.'
          : `${counted(gained + lost, 'label differs', 'labels differ', 'en')} on ${counted(imageCount, 'image', 'images', 'en')}: run ${b.id} adds ${wholeNumber(gained, 'en')} and drops ${wholeNumber(lost, 'en')}.`}
      </PageHeader>
      <RunTable slug={slug} runs={[a, b]} />
      <Section title="Compared with golden answers">
        {golden ? (
          <GoldenSides a={a} b={b} golden={golden} />
        ) : (
          <p className="rounded-card border bg-card px-4 py-3 text-second">{goldenObstacle}</p>
        )}
      </Section>
      {gained + lost > 0 ? (
        <>
          <Section
            title="By class"
            note={
              classCount > classes.length
                ? `The ${classes.length} of ${wholeNumber(classCount, 'en')} classes with the most differences.`
                : `All ${counted(classCount, 'class', 'classes', 'en')} with differences.`
            }
          >
            <ComparisonClasses
              classes={classes.map(({ class: { name, index }, ...counts }) => ({
                name,
                href: index === null ? null : `/projects/${slug}/images?run=${b.id}&class=${index}`,
                ...counts,
              }))}
            />
          </Section>
          <DifferenceList slug={slug} comparison={comparison} change={change} isGolden={isGolden} />
        </>
      ) : (
        <Section title="Labels that differ">
          <EmptyCard title="No differences">
            <dl>
              <Figure name="Labels of both">{wholeNumber(a.labelCount, 'en')}</Figure>
            </dl>
          </EmptyCard>
        </Section>
      )}
    </>
  )
}

interface GoldenSidesProps {
  a: RunSummary
  b: RunSummary
  golden: GoldenComparison
}

const times = (count: number) => counted(count, 'time', 'times', 'en')

/** Summarizes in a sentence which run the experts' answers support, without overstating it. */
function verdict({ a, b, golden: { rightA, rightB, pValue, averagePrecision } }: GoldenSidesProps): string {
  const total = rightA + rightB
  if (total === 0)
    return 'Without the golden answers themselves, the two runs would decide alike on every golden candidate.'
  const better = rightA > rightB ? a.id : b.id
  const sides = `Where the two disagree, run ${a.id} is right ${times(rightA)} and run ${b.id} is right ${times(rightB)}.`
  const isChance = pValue === null || pValue >= 0.05
  const spread = averagePrecision?.interval
  const ranks =
    !spread || (spread[0] <= 0 && spread[1] >= 0)
      ? 'Average precision does not differ clearly.'
      : `Run ${spread[0] > 0 ? b.id : a.id} ranks candidates better.`
  if (isChance) return `${sides} This may be due to chance. ${ranks}`
  return `${sides} This is unlikely to be chance: at these thresholds, run ${better} is closer to the experts. ${ranks}`
}

function GoldenSides(props: GoldenSidesProps) {
  const { a, b, golden } = props
  const { candidateCount, imageCount, rightA, rightB, pValue, averagePrecision } = golden
  const signed = (value: number) => `${value > 0 ? '+' : ''}${valueText(value, 'number', 3)}`
  return (
    <div className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <p className="max-w-[90ch] text-pretty">{verdict(props)}</p>
      <p className="max-w-[90ch] text-pretty text-second">
        {counted(candidateCount, 'golden candidate', 'golden candidates', 'en')} on{' '}
        {counted(imageCount, 'image', 'images', 'en')}, scored without their own golden answers.
      </p>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-4 desk:grid-cols-3 xl:grid-cols-6">
        <Figure name={`Run ${a.id} is right`}>{wholeNumber(rightA, 'en')}</Figure>
        <Figure name={`Run ${b.id} is right`}>{wholeNumber(rightB, 'en')}</Figure>
        <Figure name="p value" note="exact sign test">
          {pValue === null ? '–' : pValueText(pValue)}
        </Figure>
        {averagePrecision && (
          <>
            <Figure name={`Average precision, run ${a.id}`}>{valueText(averagePrecision.a, 'number', 3)}</Figure>
            <Figure name={`Average precision, run ${b.id}`}>{valueText(averagePrecision.b, 'number', 3)}</Figure>
            <Figure name="Difference" note={intervalText(...averagePrecision.interval, 'number', 3)}>
              {signed(averagePrecision.difference)}
            </Figure>
          </>
        )}
      </dl>
    </div>
  )
}
