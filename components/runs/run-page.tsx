import { Downloads } from '@/components/kit/downloads'
import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { Section, TextCard } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { LinkButton, MainLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { parameterText } from '@/lib/contracts/runs/method-parameters'
import { isUsable, type RunDetail, type RunQuality, type RunSummary } from '@/lib/contracts/runs/run'
import type { OfferedFile } from '@/lib/domain/releases/file-groups'
import { changedShare } from '@/lib/domain/runs/changed-share'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import {
  betterMethodSentence,
  changesSince,
  noIntervalSentence,
  parameterValue,
  promiseSentence,
  thresholdRuleText,
} from '@/lib/wording/runs'
import { percent } from '@/lib/wording/share'
import { EvidenceTable } from './evidence-table'
import { Code, FactColumns, type FactRow, Figure } from './figure'
import { OneMoreVote } from './one-more-vote'
import { OperatingPoints } from './operating-points'
import { Reliability } from './reliability'
import { ConvergenceChart, ScoreHistogram } from './run-charts'
import { RemoveRunButton, RunChecksSection } from './run-checks-section'

const precisionNote = (interval: readonly [number, number] | null) =>
  interval ? intervalText(...interval, 'number', 3) : 'too few golden images for an interval'

/** Shows the expected F1 on new images first: the maximum is too optimistic, because its threshold was chosen to reach it. */
const bestF1Note = ({ bestF1, freshF1 }: RunQuality) =>
  freshF1
    ? `${freshF1.interval ? `${intervalText(...freshF1.interval, 'number', 3)} ` : ''}on new images; ${valueText(bestF1?.f1 ?? 0, 'number', 3)} at ${thresholdText(bestF1?.threshold ?? 0)} on the images used to choose it`
    : `at a threshold of ${thresholdText(bestF1?.threshold ?? 0)}, on the candidates used to choose it`

const ChangedShare = ({ run, changed, images }: { run: number; changed: number; images: number }) => (
  <>
    <FigureMark of={`share-of-images-changed-by-run-${run}`}>{percent(changedShare(changed, images))}</FigureMark> of
    all
  </>
)

function RunFigures({ detail: { run, imageCount, labelledImageCount, quality } }: { detail: RunDetail }) {
  const precision = quality?.averagePrecision
  const probability = quality?.thresholdProbability ?? null
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-4 rounded-card border bg-card px-4 py-4 desk:grid-cols-4 desk:px-5 xl:grid-cols-7">
      <Figure
        name="Average precision"
        of={`average-precision-of-run-${run.id}`}
        note={precision ? precisionNote(precision.interval) : 'needs golden answers'}
      >
        {precision ? valueText(precision.value, 'number', 3) : '–'}
      </Figure>
      <Figure name="Best F1" note={quality?.bestF1 ? bestF1Note(quality) : 'needs golden answers'}>
        {quality?.bestF1 ? valueText(quality.freshF1?.f1 ?? quality.bestF1.f1, 'number', 3) : '–'}
      </Figure>
      <Figure
        name="Threshold"
        note={probability === null ? 'and above' : `calibrated ${valueText(probability, 'number', 3)}`}
      >
        {thresholdText(run.threshold)}
      </Figure>
      <Figure name="Labels" of={`labels-of-run-${run.id}`} note={`on ${counted(labelledImageCount, 'image')}`}>
        {wholeNumber(run.labelCount)}
      </Figure>
      <Figure
        name="Images changed"
        of={`images-changed-by-run-${run.id}`}
        note={<ChangedShare run={run.id} changed={run.changedImageCount} images={imageCount} />}
      >
        {wholeNumber(run.changedImageCount)}
      </Figure>
      <Figure name="Votes" of={`votes-of-run-${run.id}`} note="used">
        {wholeNumber(run.voteCount)}
      </Figure>
      <Figure name="Seconds" note={run.iterations > 0 ? counted(run.iterations, 'iteration') : 'no iterations'}>
        {run.computeMs === null ? '–' : valueText(run.computeMs / 1000, 'number', 2)}
      </Figure>
    </dl>
  )
}

const convergence = ({ hasConverged, iterations, stopReason }: RunDetail['run']) =>
  `${hasConverged || iterations === 0 ? '' : 'Not converged: '}${stopReason}`

export function RunPage({ slug, detail, files }: { slug: string; detail: RunDetail; files: readonly OfferedFile[] }) {
  const { run, quality, history, evidence, previousId } = detail
  const base = `/projects/${slug}/aggregation`
  const since = changesSince(detail.countedVotes ?? run.voteCount, run.voteCount, detail.newDecisions)
  return (
    <>
      <PageHeader
        title={`Run ${run.id}, ${run.title}`}
        action={
          <>
            {detail.hasSimulated && <SimulatedMark />}
            {previousId !== null && (
              <LinkButton href={`${base}/compare?a=${previousId}&b=${run.id}`}>
                Compare with run {previousId}
              </LinkButton>
            )}
            <Downloads files={files} slug={slug} runId={run.id} isUsable={isUsable(run)} />
            <MainLink href={`/projects/${slug}/images?run=${run.id}`}>Images</MainLink>
          </>
        }
      >
        Keeps {counted(run.labelCount, 'label')} and changed the labels of {counted(run.changedImageCount, 'image')}
        {since && `; ${since}`}.
        {detail.changedOriginalCount > 0 &&
          ` The original labels of ${counted(detail.changedOriginalCount, 'image')} were added or changed since.`}
      </PageHeader>
      <RunFigures detail={detail} />
      <RunChecksSection slug={slug} detail={detail} />
      {quality ? (
        <RunQualitySection slug={slug} run={run} quality={quality} isChecked={detail.checks !== null} />
      ) : (
        <Section title="On golden candidates">
          <TextCard>
            This run had too few golden answers to be measured. New runs are measured once experts have answered enough
            images.
          </TextCard>
        </Section>
      )}
      <Section title="Scores">
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <ScoreHistogram run={run} scores={detail.scores} />
          <OneMoreVote estimate={detail.oneMoreVote} labelCount={run.labelCount} scores={detail.scores} />
        </div>
      </Section>
      <Section title="Convergence" note={convergence(run)}>
        {history && history.length > 0 ? (
          <ConvergenceChart history={history} fileName={`run-${run.id}-objective`} />
        ) : (
          <TextCard>
            {history ? 'This method does not iterate.' : 'Convergence was not recorded for this run.'}
          </TextCard>
        )}
      </Section>
      {(evidence === null || evidence.annotators.length > 0) && (
        <Section
          title="Evidence besides votes"
          note="How often each source supports labels that apply and labels that do not."
        >
          {evidence ? <EvidenceTable {...evidence} /> : <TextCard>Evidence was not recorded for this run.</TextCard>}
        </Section>
      )}
      <Section title="How this run was computed">
        <RunFacts detail={detail} />
        <div className="mt-4">
          <RemoveRunButton slug={slug} run={run} contents={detail.contents} />
        </div>
      </Section>
    </>
  )
}

/** Says which golden answers the scores did not use, and how large a difference must be to be meaningful. */
function qualitySentence({ usesGolden, folds, candidateCount, imageCount, averagePrecision }: RunQuality): string {
  const size = `${counted(candidateCount, 'golden candidate')} on ${counted(imageCount, 'image')}`
  const blind = usesGolden
    ? `${size}, scored by ${folds}-fold cross-validation over images, without their own golden answers.`
    : `${size}; this method does not use golden answers.`
  if (!averagePrecision) return `${blind} None of them applies, so precision is undefined.`
  if (!averagePrecision.interval) return `${blind} ${noIntervalSentence(averagePrecision.value, imageCount)}`
  const [low, high] = averagePrecision.interval
  const noise = valueText((high - low) / 2, 'number', 3)
  return `${blind} Intervals are 95%, from 1,000 resamples of these images. Average precision is accurate to about ±${noise}: runs that differ by less may be equally good. Compare them to find out.`
}

interface RunQualitySectionProps {
  slug: string
  run: RunSummary
  quality: RunQuality
  /** Whether the checks name better methods. */
  isChecked: boolean
}

function RunQualitySection({ slug, run, quality, isChecked }: RunQualitySectionProps) {
  return (
    <Section title="On golden candidates" note={qualitySentence(quality)}>
      {(isChecked ? [] : quality.better).map((one) => (
        <Notice key={one.method} tone="error" className="mb-4">
          {betterMethodSentence(quality.averagePrecision?.value ?? 0, one)}
        </Notice>
      ))}
      {quality.promise && <p className="mb-4 max-w-[80ch]">{promiseSentence(quality.promise)}</p>}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2 lg:[--caption:60px]">
        <OperatingPoints slug={slug} run={run} quality={quality} />
        <Reliability run={run} quality={quality} />
      </div>
    </Section>
  )
}

interface Draws {
  replicates?: unknown
  seed?: unknown
}

const order = Object.keys(parameterText)
/** In the order of the form, unknown parameters first. */
const inOrder = (parameters: object) =>
  Object.keys(parameters).sort((one, other) => order.indexOf(one) - order.indexOf(other))

/** Everything that the scores depend on, so that they can be reproduced from the votes. */
function RunFacts({ detail }: { detail: RunDetail }) {
  const { run, codeVersion, inputHash, votesUntil } = detail
  const { threshold, bootstrap, ...parameters } = run.parameters
  const draws = (bootstrap ?? {}) as Draws
  const computed: FactRow[] = [
    { name: 'Method', text: run.title },
    ...inOrder(parameters).map((name) => ({
      name: parameterText[name]?.word ?? name,
      text: parameterValue(parameters[name]),
    })),
    { name: 'Threshold', text: thresholdRuleText(threshold) },
    {
      name: 'Bootstrap samples',
      text: draws.replicates ? `${String(draws.replicates)}, seed ${String(draws.seed)}` : 'None',
    },
  ]
  const recorded: FactRow[] = [
    {
      name: 'Log-likelihood',
      text:
        run.logLikelihood === null ? (
          'None'
        ) : (
          <>
            <FigureMark of={`log-likelihood-of-run-${run.id}`}>{valueText(run.logLikelihood)}</FigureMark> nats:
            log-probability of the votes under the run’s parameters
          </>
        ),
    },
    { name: 'Finished', text: <Moment at={run.createdAt} /> },
    { name: 'Votes until', text: <Moment at={votesUntil} /> },
    { name: 'Code version', text: <Code>{codeVersion}</Code> },
    { name: 'SHA-256 of the input', text: <Code>{inputHash}</Code> },
  ]
  return <FactColumns first={computed} second={recorded} />
}
