import { ExplainedActions } from '@/components/data/data-card'
import { RunModel } from '@/components/data/run-model'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { UnconfirmedRunNotice } from '@/components/kit/unconfirmed-run'
import { LinkButton, TextLink } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ComparedModels, ModelsPage, PairedDifference } from '@/lib/contracts/models/models-page'
import { drawnModels } from '@/lib/domain/models/model-ranks'
import { type ModelsView, modelsAddress } from '@/lib/domain/models/models-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { missingForModels } from '@/lib/wording/data'
import {
  accuracyText,
  evidenceSentence,
  leftOutOfRunSentence,
  pointsRangeText,
  pointsText,
  probabilityText,
  uncertainLabelsSentence,
} from '@/lib/wording/models'
import { counted, wholeNumber } from '@/lib/wording/number'
import { AccuracyFigure, PreferenceFigure } from './accuracy-figures'
import { AddModels } from './add-models'
import { FitFacts } from './fit-facts'
import { LabelCountFigure } from './label-count-figure'
import { LabelSetTable } from './label-set-table'
import { OutsideSources } from './outside-sources'
import { RunChoice } from './run-choice'
import { ScoreState } from './score-state'
import { ScoreTable } from './score-table'
import { ThresholdRanking } from './threshold-ranking'

export function ModelsOverview({ page, view, jobs }: { page: ModelsPage; view: ModelsView; jobs: JobSummary[] }) {
  const { slug, run, models, originals, thresholds, outside, fit, comparison } = page
  const base = `/projects/${slug}/models`
  const scored = models.filter(({ figures }) => figures !== null)
  const hasPoints = scored.length > 0 || outside.length > 0
  const runId = run?.id ?? null
  const addressOf = (labels: Partial<ModelsView>) => base + modelsAddress.write({ ...view, ...labels, threshold: null })
  return (
    <>
      <PageHeader
        title={projectPages.models.title}
        action={
          <>
            {page.hasSimulated && <SimulatedMark />}
            <RunChoice page={page} addressOf={addressOf} />
            <ModelButtons page={page} />
          </>
        }
      >
        {stateOf(page)}
      </PageHeader>
      <UnconfirmedRunNotice slug={slug} run={page.unconfirmed} usedRunId={runId} className="mb-5" />
      <ScoreState
        slug={slug}
        jobs={jobs}
        runId={runId}
        isComplete={page.isComplete}
        missing={models.flatMap(({ modelId, isCurrent }) => (isCurrent ? [] : [modelId])).join()}
      />
      <MissingScores page={page} />
      {run && (models.length > 0 || originals) && (
        <ScoreTable slug={slug} view={view} models={models} originals={originals} />
      )}
      {run && models.length > 1 && !comparison && (
        <p className="mt-2 text-second text-small">
          Select two models to compare them on the same images. Intervals are 95%, from 1,000 bootstrap samples of the
          images.
        </p>
      )}
      {run && <LabelNotes models={models} evidence={run.evidence} />}
      {comparison && <ComparisonPanel comparison={comparison} />}
      {(hasPoints || run) && (
        <Section
          title="Original versus reassessed accuracy"
          note={hasPoints && 'How much of a gain on the original labels remains on reassessed labels.'}
          action={<OutsideSources slug={slug} sources={sourcesOf(page)} />}
        >
          {hasPoints ? (
            <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_300px]">
              <AccuracyFigure {...{ models, originals, outside, fit }} fileName={`${slug}-accuracies`} />
              <FitFacts key={view.breakAt} base={base} view={view} fit={fit} choices={fitChoices(page)} />
            </div>
          ) : (
            <p className="text-second">Points appear here once a model is scored or you add published accuracies.</p>
          )}
        </Section>
      )}
      {page.labelSets.length > 0 && <LabelSetTable page={page} />}
      {run && scored.length > 0 && (
        <>
          <Section title="Human preference and images with several labels">
            <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2 xl:[--caption:60px]">
              <PreferenceFigure models={models} fileName={`${slug}-preference`} />
              <LabelCountFigure
                models={page.byLabelCount}
                left={drawnModels(models, view.chosen).left}
                fileName={`${slug}-by-labels`}
              />
            </div>
          </Section>
          <Section title="How the ranking depends on the threshold">
            <ThresholdRanking
              key={run.id}
              base={base}
              view={view}
              models={models}
              originals={originals}
              thresholds={thresholds}
              threshold={run.threshold}
              fileName={`${slug}-threshold`}
            />
          </Section>
        </>
      )}
    </>
  )
}

/** Runs and adds models, or says what is missing for that. */
function ModelButtons({ page: { slug, data, models } }: { page: ModelsPage }) {
  const canAdd = data.imageCount > 0 && data.labelableClasses > 0
  const obstacle = missingForModels(data, canAdd ? 'run a model' : 'run or add models')
  const id = 'models-obstacle'
  const reason = obstacle && (
    <>
      {obstacle} <TextLink href={`/projects/${slug}/data`}>Import data</TextLink>
    </>
  )
  return (
    <ExplainedActions id={id} reason={reason}>
      <RunModel slug={slug} models={data.models} isForScoring obstacleId={obstacle === null ? undefined : id} />
      <AddModels
        slug={slug}
        models={data.models}
        tone={models.length === 0 ? 'main' : 'plain'}
        obstacleId={canAdd ? undefined : id}
      />
    </ExplainedActions>
  )
}

/** Says what is missing for scores: a run, models, or the confirmation of the run. */
function MissingScores({ page: { slug, run, models, unconfirmed } }: { page: ModelsPage }) {
  const runs = `/projects/${slug}/aggregation`
  if (!run && !unconfirmed)
    return (
      <EmptyCard title="No labels yet" action={<LinkButton href={runs}>Aggregate votes</LinkButton>}>
        A model is correct when its prediction is among the labels of an image. Labels come from aggregated votes.
      </EmptyCard>
    )
  if (models.length === 0)
    return (
      <EmptyCard className="mb-6" title="No models yet">
        Run models here, or add their top-1 predictions, to compare their original and reassessed accuracy.
      </EmptyCard>
    )
  if (run) return null
  return (
    <EmptyCard title="No models scored with this run" action={<LinkButton href={runs}>Open runs</LinkButton>}>
      Models are scored once an admin confirms the run, or with a run that passes its checks.
    </EmptyCard>
  )
}

function LabelNotes({ models, evidence }: { models: ModelsPage['models']; evidence: string[] }) {
  const leftOutOfRun = models.flatMap(({ name, figures }) => (figures?.isLeftOutOfRun ? [name] : []))
  const favoured = models.flatMap(({ name, figures }) =>
    figures && !figures.isLeftOutOfRun && evidence.includes(name) ? [name] : [],
  )
  const notes = [
    ...(models.some(({ figures }) => figures?.underUncertainLabels) ? [uncertainLabelsSentence] : []),
    ...(leftOutOfRun.length > 0 ? [leftOutOfRunSentence(leftOutOfRun)] : []),
    ...(favoured.length > 0 ? [evidenceSentence(favoured)] : []),
  ]
  return notes.map((note) => (
    <p key={note} className="mt-2 max-w-[90ch] text-second text-small">
      {note}
    </p>
  ))
}

function stateOf({ run, release, models, originals }: ModelsPage): string {
  if (!run) return 'Accuracy on original and reassessed labels.'
  const by = release === null ? `run ${run.id}` : `release ${release} (run ${run.id})`
  const own = originals?.reassessed
  const labels =
    own?.share == null ? '' : ` The original labels themselves reach ${accuracyText(own.share, own.count)}.`
  return `${counted(models.length, 'model')}, scored with ${by}.${labels}`
}

function sourcesOf({ outside }: ModelsPage) {
  const counts = new Map<string, number>()
  for (const { source } of outside) counts.set(source, (counts.get(source) ?? 0) + 1)
  return [...counts].map(([source, count]) => ({ source, count }))
}

const minPoints = 4

function fitChoices(page: ModelsPage): (readonly [string, string])[] {
  const own = page.models.filter(({ figures }) => figures?.reassessed.share != null).length
  return [
    ...sourcesOf(page).flatMap(({ source, count }) =>
      count < minPoints ? [] : [[source, `Lines fitted to ${source}`] as const],
    ),
    ...(own < minPoints ? [] : [['own', 'Lines fitted to this project’s models'] as const]),
  ]
}

function ComparisonPanel({ comparison }: { comparison: ComparedModels }) {
  const { first, second, original, reassessed } = comparison
  return (
    <Section
      title="Two models on the same images"
      note={`${first} versus ${second}: difference in accuracy, in points. Positive means that the first is correct more often.`}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <Difference title="By reassessed labels" names={[first, second]} value={reassessed} />
        <Difference title="By original labels" names={[first, second]} value={original} />
      </div>
    </Section>
  )
}

function Difference({ title, names, value }: { title: string; names: [string, string]; value: PairedDifference }) {
  const { count, onlyFirst, onlySecond, difference, interval, p } = value
  const same = count - onlyFirst - onlySecond
  const facts: [string, number][] = [
    [`Only ${names[0]} correct`, onlyFirst],
    [`Only ${names[1]} correct`, onlySecond],
    ['Both correct or both wrong', same],
  ]
  return (
    <div className="min-w-0 rounded-card border bg-card px-4 py-3">
      <h3 className="font-semibold">{title}</h3>
      <p className="mt-1 font-semibold text-title tabular-nums">{pointsText(difference, count)}</p>
      <p className="text-second tabular-nums">
        {interval
          ? `${pointsRangeText(interval, count)}, 95%`
          : count > 0
            ? 'No interval: the models do not differ'
            : 'No images to compare'}
        {count > 0 && <>; {probabilityText(p)} by McNemar’s exact test</>}
      </p>
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 text-[13px]">
        {facts.map(([word, number]) => (
          <div key={word} className="contents">
            <dt className="truncate text-second" title={word}>
              {word}
            </dt>
            <dd className="text-right tabular-nums">{wholeNumber(number)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
