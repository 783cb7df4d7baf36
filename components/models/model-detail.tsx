import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { tablePage } from '@/components/kit/table-rows'
import { UnconfirmedRunNotice } from '@/components/kit/unconfirmed-run'
import { Link, LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ScoreSummary } from '@/lib/contracts/models/model-score'
import type { ModelClassRow, ModelPage } from '@/lib/contracts/models/models-page'
import { type ModelView, modelAddress, modelsAddress } from '@/lib/domain/models/models-view'
import {
  accuracyText,
  leftOutOfRunSentence,
  pointsRangeText,
  pointsText,
  rangeText,
  uncertainLabelsSentence,
} from '@/lib/wording/models'
import { counted, wholeNumber } from '@/lib/wording/number'
import { LabelCountFigure } from './label-count-figure'
import { RunChoice } from './run-choice'
import { ScoreState } from './score-state'

export function ModelDetail({ page, view, jobs }: { page: ModelPage; view: ModelView; jobs: JobSummary[] }) {
  const { slug, model, run } = page
  const base = `/projects/${slug}/models/${model.modelId}`
  const { figures } = model
  const isChosen = view.run !== null || view.release !== null
  const wrong = { model: model.name, wrong: 'yes', ...(run && isChosen && { run: String(run.id) }) }
  const back = modelsAddress.write({ ...modelsAddress.initial, run: view.run, release: view.release })
  return (
    <>
      <PageHeader
        title={model.name}
        action={
          <>
            {page.hasSimulated && <SimulatedMark />}
            <RunChoice page={page} addressOf={(labels) => base + modelAddress.write({ ...view, ...labels, page: 1 })} />
            <LinkButton href={`/projects/${slug}/models${back}`}>All models</LinkButton>
          </>
        }
      >
        {stateOf(page)}
      </PageHeader>
      <UnconfirmedRunNotice slug={slug} run={page.unconfirmed} usedRunId={run?.id ?? null} className="mb-5" />
      <ScoreState
        slug={slug}
        jobs={jobs}
        runId={run?.id ?? null}
        isComplete={figures !== null && model.isCurrent}
        missing={String(model.modelId)}
      />
      {figures ? (
        <>
          <Figures figures={figures} />
          {figures.underUncertainLabels && (
            <p className="mt-2 max-w-[90ch] text-second text-small">{uncertainLabelsSentence}</p>
          )}
          <div className="mt-4 flex flex-wrap gap-2">
            <LinkButton href={`/projects/${slug}/images?${new URLSearchParams(wrong)}`} prefetch={false}>
              Images it gets wrong
            </LinkButton>
            <LinkButton href={`/projects/${slug}/reviews?model=${model.modelId}`} prefetch={false}>
              Review mistakes
            </LinkButton>
          </div>
          <Section title="By number of labels">
            <div className="max-w-[760px]">
              <LabelCountFigure
                models={page.byLabelCount}
                left={null}
                fileName={`${slug}-model-${model.modelId}-by-labels`}
              />
            </div>
          </Section>
          <Section
            title="By class"
            note={`${counted(page.classes.length, 'class', 'classes')} by original label, with 95% Wilson intervals. Classes have few images: small changes may be due to chance.`}
          >
            <ClassScoreTable base={base} view={view} page={page} wrong={wrong} />
          </Section>
        </>
      ) : (
        <EmptyCard title={run ? 'Not scored with this run yet' : 'No labels yet'}>
          {run
            ? 'Scores appear here as soon as they are computed.'
            : 'Aggregate votes first. Models are then scored automatically.'}
        </EmptyCard>
      )}
    </>
  )
}

function stateOf({ model, run, release }: ModelPage): string {
  const by = run ? ` Scored with ${release === null ? `run ${run.id}` : `release ${release}, run ${run.id}`}.` : ''
  const what = model.isScoredOnly
    ? 'Added for scoring.'
    : 'Its predictions can propose labels, so its reassessed accuracy may not be independent of them.'
  const evidence = model.figures?.isLeftOutOfRun
    ? ` ${leftOutOfRunSentence([model.name])}`
    : model.isAnnotator
      ? ' This run also used it as evidence.'
      : ''
  return `${what}${evidence}${by}`
}

type Measured = { share: number | null; interval: [number, number] | null }

function Figures({ figures }: { figures: ScoreSummary }) {
  const { original, reassessed, underUncertainLabels, closed, change, preference, imageCount } = figures
  const asked = preference.prediction + preference.original + preference.neither
  const fact = (word: string, { share, interval }: Measured, count: number, note: string) => ({
    ...{ word, value: accuracyText(share, count), range: rangeText(interval, count), note },
  })
  const outOf = ({ right, count }: { right: number; count: number }) =>
    `${wholeNumber(right)} of ${wholeNumber(count)} images`
  const facts = [
    fact('Original accuracy', original, original.count, outOf(original)),
    fact('Reassessed accuracy', reassessed, reassessed.count, `${outOf(reassessed)} with a label`),
    underUncertainLabels &&
      fact(
        'Reassessed, labels uncertain',
        underUncertainLabels,
        reassessed.count,
        `expected under the true labels, judging by ${counted(underUncertainLabels.goldenImages, 'golden image')}`,
      ),
    closed && fact('With class decisions', closed, closed.count, '“same” and “includes” count as correct'),
    {
      word: 'Change, points',
      value: pointsText(change?.value ?? null, imageCount),
      range: pointsRangeText(change?.interval ?? null, imageCount),
      note: `${counted(imageCount, 'image')} with predictions`,
    },
    fact(
      'Human preference',
      preference,
      preference.images,
      asked > 0
        ? `${counted(preference.images, 'image')} where it differs; ${wholeNumber(preference.neither)} of ${wholeNumber(asked)} answers prefer neither`
        : 'no rater answered about both where they differ',
    ),
  ].filter((one) => one !== null && one !== undefined)
  return (
    <dl className="grid gap-px overflow-hidden rounded-card border bg-line sm:grid-cols-2 xl:grid-cols-[repeat(auto-fit,minmax(190px,1fr))]">
      {facts.map(({ word, value, range, note }) => (
        <div key={word} className="bg-card px-4 py-3 sm:max-xl:last:odd:col-span-2">
          <dt className="text-second text-small">{word}</dt>
          <dd className="font-semibold text-title tabular-nums">{value}</dd>
          <dd className="text-second text-small tabular-nums">{range || ' '}</dd>
          <dd className="mt-1 text-pretty text-second text-small">{note}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ClassScoreTableProps {
  base: string
  view: ModelView
  page: ModelPage
  /** Query of the image list that filters the images on which the model is wrong. */
  wrong: Record<string, string>
}

const columns: Column<ModelClassRow>[] = [
  {
    key: 'name',
    head: 'Original class',
    risesFirst: true,
    sortValue: ({ name }) => name,
    cell: ({ name }) => name,
    cellTitle: ({ name, index }) => `${name} (${index})`,
    className: 'max-w-64 truncate',
  },
  numberColumn('images', 'Images', ({ images }) => images, { sortValue: ({ images }) => images }),
  numberColumn(
    'original',
    'Original accuracy',
    ({ original, originalInterval, images }) => <Share share={original} interval={originalInterval} of={images} />,
    { risesFirst: true, sortValue: ({ original }) => original },
  ),
  numberColumn(
    'reassessed',
    'Reassessed accuracy',
    ({ reassessed, reassessedInterval, labelled }) => (
      <Share share={reassessed} interval={reassessedInterval} of={labelled} />
    ),
    {
      risesFirst: true,
      sortValue: ({ reassessed }) => reassessed,
      cellTitle: ({ labelled }) => `${labelled} with a label`,
    },
  ),
  numberColumn('change', 'Change, points', ({ change, images }) => pointsText(change, images), {
    risesFirst: true,
    sortValue: ({ change }) => change,
  }),
]

/** Scores of one model by original class, largest change first. */
function ClassScoreTable({ base, view, page: { slug, classes }, wrong }: ClassScoreTableProps) {
  return (
    <DataTable
      label="Accuracy by class"
      columns={columns}
      {...tablePage(classes, columns, view)}
      rowKey={({ index }) => index}
      addressOf={(change) => base + modelAddress.write({ ...view, ...change })}
      actions={({ index, name, reassessed }) =>
        reassessed !== null &&
        reassessed < 1 && (
          <Link
            prefetch={false}
            aria-label={`Wrong images: ${name}`}
            href={`/projects/${slug}/images?${new URLSearchParams({ class: String(index), as: 'original', ...wrong })}`}
            className="text-accent hover:underline"
          >
            Wrong images
          </Link>
        )
      }
    />
  )
}

function Share({ share, interval, of: count }: Measured & { of: number }) {
  return (
    <>
      {accuracyText(share, count)}
      {interval && (
        <span className="ms-2 inline-block min-w-[128px] text-start text-second text-small max-desk:hidden">
          {rangeText(interval, count)}
        </span>
      )}
    </>
  )
}
