import { type Column, DataTable } from '@/components/kit/data-table'
import { Section, TextCard } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { VoteMarks } from '@/components/kit/vote-marks'
import { ArrowLeftRight } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { GoldenComparison, LabelDifference, RunComparison, RunSummary } from '@/lib/contracts/runs/run'
import { type RunComparisonView, runComparisonAddress } from '@/lib/domain/runs/run-comparison-view'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import { pValueText } from '@/lib/wording/runs'
import { ComparisonClasses } from './comparison-classes'
import { DifferenceBar, DifferenceFilter, differenceColumns } from './difference-bar'
import { Figure } from './figure'
import { RunTable } from './run-table'

export function Comparison({ slug, comparison, view }: DifferenceListProps) {
  const { a, b, gained, lost, imageCount, classes, classCount, golden, goldenObstacle } = comparison
  const base = `/projects/${slug}/aggregation`
  return (
    <>
      <PageHeader
        title={`Run ${a.id} versus run ${b.id}`}
        action={
          <>
            {comparison.hasSimulated && <SimulatedMark />}
            <LinkButton href={`${base}/compare${runComparisonAddress.write({ a: b.id, b: a.id })}`}>
              <ArrowLeftRight aria-hidden size={16} />
              Swap
            </LinkButton>
            <LinkButton href={base}>All runs</LinkButton>
          </>
        }
      >
        {gained + lost === 0
          ? 'Both keep the same labels.'
          : `${counted(gained + lost, 'label differs', 'labels differ')} on ${counted(imageCount, 'image')}: run ${b.id} adds ${wholeNumber(gained)} and drops ${wholeNumber(lost)}.`}
      </PageHeader>
      <RunTable slug={slug} runs={[a, b]} />
      <Section title="Compared with golden answers">
        {golden ? <GoldenSides a={a} b={b} golden={golden} /> : <TextCard>{goldenObstacle}</TextCard>}
      </Section>
      {gained + lost > 0 ? (
        <>
          <Section
            title="By class"
            note={
              classCount > classes.length
                ? `The ${classes.length} of ${wholeNumber(classCount)} classes with the most differences.`
                : `All ${counted(classCount, 'class', 'classes')} with differences.`
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
          <DifferenceList slug={slug} comparison={comparison} view={view} />
        </>
      ) : (
        <Section title="Labels that differ">
          <EmptyCard title="No differences">
            <dl>
              <Figure name="Labels of both">{wholeNumber(a.labelCount)}</Figure>
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

/** Summarizes in a sentence which run the experts' answers support, without overstating it. */
function verdict({ a, b, golden: { rightA, rightB, pValue, averagePrecision } }: GoldenSidesProps): string {
  const total = rightA + rightB
  if (total === 0)
    return 'Without the golden answers themselves, the two runs would make the same decision on every golden candidate.'
  const better = rightA > rightB ? a.id : b.id
  const sides = `Where the two disagree, run ${a.id} is right ${counted(rightA, 'time')} and run ${b.id} is right ${counted(rightB, 'time')}.`
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
        {counted(candidateCount, 'golden candidate')} on {counted(imageCount, 'image')}, scored without their own golden
        answers.
      </p>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-4 desk:grid-cols-3 xl:grid-cols-6">
        <Figure name={`Run ${a.id} is right`}>{wholeNumber(rightA)}</Figure>
        <Figure name={`Run ${b.id} is right`}>{wholeNumber(rightB)}</Figure>
        <Figure name="p value" note="exact sign test">
          {pValue === null ? '–' : pValueText(pValue)}
        </Figure>
        {averagePrecision && (
          <>
            <Figure name={`Average precision, run ${a.id}`}>{valueText(averagePrecision.a, 'number', 3)}</Figure>
            <Figure name={`Average precision, run ${b.id}`}>{valueText(averagePrecision.b, 'number', 3)}</Figure>
            <Figure
              name="Difference"
              note={averagePrecision.interval && intervalText(...averagePrecision.interval, 'number', 3)}
            >
              {signed(averagePrecision.difference)}
            </Figure>
          </>
        )}
      </dl>
    </div>
  )
}

interface DifferenceListProps {
  slug: string
  comparison: RunComparison
  view: RunComparisonView
}

const listId = 'differences'
const holdsWord = (holds: boolean | null) => (holds === null ? '' : holds ? 'applies' : 'does not apply')

const columnsOf = (slug: string, { a, b }: RunComparison): Column<LabelDifference>[] => [
  ...differenceColumns<LabelDifference>({
    ...{ slug, sides: [`run ${a.id}`, `run ${b.id}`] },
    hrefOf: ({ imageId }) => `/projects/${slug}/images?run=${b.id}&image=${imageId}`,
    classOf: (row) => row.class.name,
  }),
  {
    key: 'votes',
    head: 'Votes',
    cell: ({ votes }) => (votes.length > 0 ? <VoteMarks votes={votes} /> : <span className="text-second">none</span>),
  },
  { key: 'truth', head: 'Experts', cell: ({ holds }) => holdsWord(holds) },
]

/** Labels that differ, page by page. Filters and page are in the URL. */
function DifferenceList({ slug, comparison, view }: DifferenceListProps) {
  const { a, b, differences } = comparison
  const { isGolden } = view
  // The anchor leads to the list, because the content above it is the same on every page.
  const address = (wanted: Partial<RunComparisonView>) =>
    `/projects/${slug}/aggregation/compare${runComparisonAddress.write({ ...view, page: 1, ...wanted })}#${listId}`
  return (
    <Section
      title="Labels that differ"
      note={`Added: kept only by run ${b.id}. Dropped: kept only by run ${a.id}. ${isGolden ? 'A run that uses golden answers is always right about these.' : 'Largest score change first.'}`}
    >
      <DifferenceBar id={listId} comparison={comparison} change={view.change} address={address}>
        <DifferenceFilter href={address({ isGolden: !isGolden })} isOn={isGolden} className="ms-2">
          Golden only
        </DifferenceFilter>
      </DifferenceBar>
      <DataTable
        label="Labels that differ"
        columns={columnsOf(slug, comparison)}
        rows={differences}
        rowKey={(row) => `${row.imageId} ${row.class.externalId ?? row.class.name}`}
        empty={{ title: isGolden ? 'No golden candidates among them' : 'None of this kind' }}
      />
    </Section>
  )
}
