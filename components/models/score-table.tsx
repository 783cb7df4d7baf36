'use client'

import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { useFilters } from '@/components/kit/use-filters'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { ModelAccuracy, ModelScore, ScoreSummary } from '@/lib/contracts/models/model-score'
import { type ModelsView, modelsAddress, toggleChosenModel } from '@/lib/domain/models/models-view'
import { accuracyText, pointsRangeText, pointsText, rankChangeText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'
import { AccuracyInterval } from './accuracy-interval'

interface ScoreTableProps {
  slug: string
  view: ModelsView
  models: ModelScore[]
  originals: ScoreSummary | null
}

type Figure = { share: number | null; interval: [number, number] | null }

/** Returns the range of a column's values and intervals, with a margin. */
function domainOf(values: (Figure | null | undefined)[]): readonly [number, number] {
  const ends = values.flatMap((value) => (value?.share == null ? [] : [value.share, ...(value.interval ?? [])]))
  if (ends.length === 0) return [0, 1]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const room = Math.max(0.005, (most - least) * 0.06)
  return [Math.max(0, least - room), Math.min(1, most + room)]
}

const countedOf = ({ right, count }: ModelAccuracy) => `${wholeNumber(right)} of ${wholeNumber(count)} images`

type Domain = readonly [number, number]

interface ColumnsInput extends Pick<ScoreTableProps, 'slug' | 'view'> {
  domains: Record<'original' | 'reassessed' | 'preference', Domain>
  hasDecisions: boolean
}

function domainsOf(models: ModelScore[], originals: ScoreSummary | null): ColumnsInput['domains'] {
  const figures = models.map((model) => model.figures)
  return {
    original: domainOf(figures.map((one) => one?.original)),
    reassessed: domainOf([...figures.map((one) => one?.reassessed), originals?.reassessed]),
    preference: domainOf(figures.map((one) => one?.preference)),
  }
}

function columnsOf({ slug, view, domains, hasDecisions }: ColumnsInput): Column<Row>[] {
  return [
    {
      key: 'model',
      head: 'Model',
      cell: ({ model }) => (model ? <ModelName slug={slug} view={view} model={model} /> : <OriginalLabels />),
      className: 'max-w-72 py-1',
    },
    numberColumn(
      'rank',
      'Rank',
      ({ model }) => model && <FigureMark of={`rank-of-model-${model.modelId}`}>{model.rank ?? '–'}</FigureMark>,
      { importance: 'high' },
    ),
    ...accuracyColumns(domains, hasDecisions),
    numberColumn(
      'original-rank',
      'Rank by original',
      ({ model }) =>
        model?.figures && (
          <StackedPair first={model.originalRank ?? '–'} second={rankChangeText(model.originalRank, model.rank)} />
        ),
      { importance: 'low', className: 'py-1' },
    ),
    numberColumn(
      'preference',
      'Human preference',
      ({ model, figures }) =>
        model &&
        figures && (
          <AccuracyInterval
            value={figures.preference}
            imageCount={figures.preference.images}
            domain={domains.preference}
          />
        ),
      {
        cellTitle: ({ model, figures }) => (model && figures ? preferenceText(figures.preference) : undefined),
        className: 'py-1',
      },
    ),
  ]
}

const accuracyColumns = (domains: ColumnsInput['domains'], hasDecisions: boolean): Column<Row>[] => [
  numberColumn(
    'original',
    'Original accuracy',
    ({ model, figures }) =>
      model ? (
        figures && (
          <AccuracyInterval
            value={figures.original}
            imageCount={figures.original.count}
            domain={domains.original}
            isQuiet
          />
        )
      ) : (
        <span className="text-second">by definition</span>
      ),
    { cellTitle: ({ figures }) => figures && countedOf(figures.original), className: 'py-1' },
  ),
  numberColumn(
    'reassessed',
    'Reassessed accuracy',
    ({ model, figures }) =>
      figures && (
        <AccuracyInterval
          value={figures.reassessed}
          imageCount={figures.reassessed.count}
          domain={domains.reassessed}
          underUncertainLabels={model && figures.underUncertainLabels}
          beside={
            figures.closed &&
            (model || hasDecisions) &&
            `${accuracyText(figures.closed.share, figures.closed.count)} with decisions`
          }
        />
      ),
    { importance: 'high', cellTitle: ({ figures }) => figures && countedOf(figures.reassessed), className: 'py-1' },
  ),
  numberColumn(
    'change',
    'Change, points',
    ({ model, figures }) =>
      model &&
      figures && (
        <StackedPair
          first={pointsText(figures.change?.value ?? null, figures.imageCount)}
          second={pointsRangeText(figures.change?.interval ?? null, figures.imageCount)}
        />
      ),
    { importance: 'high', className: 'py-1' },
  ),
]

/** Models and the original labels by reassessed accuracy. Two models can be selected for comparison. */
export function ScoreTable({ slug, view, models, originals }: ScoreTableProps) {
  const { shown, show } = useFilters(view, (next) => `/projects/${slug}/models${modelsAddress.write(next)}`)
  const ranked = [...models].sort(
    (one, other) => (one.rank ?? 1e9) - (other.rank ?? 1e9) || one.modelId - other.modelId,
  )
  const figures = models.map((model) => model.figures)
  const domains = domainsOf(models, originals)
  const hasDecisions = figures.some((one) => one?.closed)
  const own = originals && originals.reassessed.share !== null ? originals : null
  const ownIndex = own
    ? ranked.findIndex(({ figures }) => (figures?.reassessed.share ?? -1) < (own.reassessed.share ?? 0))
    : -1
  const modelRow = (model: ModelScore): Row => ({ model, figures: model.figures ?? undefined })
  const rows = ranked.map(modelRow)
  if (own) rows.splice(ownIndex < 0 ? rows.length : ownIndex, 0, { model: null, figures: own })
  const choose = (id: number) => show({ chosen: toggleChosenModel(shown.chosen, id) })

  return (
    <DataTable
      label="Models"
      columns={columnsOf({ slug, view, domains, hasDecisions })}
      rows={rows}
      rowKey={({ model }) => model?.modelId ?? 'original-labels'}
      selection={{
        chosen: shown.chosen,
        head: 'Compare',
        labelOf: ({ model }) => `Compare ${model?.name}`,
        onChoose: ({ model }) => model && choose(model.modelId),
        canChoose: ({ model }) => Boolean(model?.figures),
      }}
      className="max-h-[560px]"
    />
  )
}

/** A model, or the original labels (`model` is null), which are sorted among models but have no rank number. */
interface Row {
  model: ModelScore | null
  figures: ScoreSummary | undefined
}

const preferenceText = ({ images, prediction, original, neither }: ScoreSummary['preference']) =>
  `On ${wholeNumber(images)} images where it differs from the original label: ${wholeNumber(prediction)} of ${wholeNumber(prediction + original + neither)} answers prefer the prediction, ${wholeNumber(original)} the original label, ${wholeNumber(neither)} neither`

const StackedPair = ({ first, second }: { first: string | number; second: string }) => (
  <>
    {first}
    <span className="block text-second text-small">{second}</span>
  </>
)

function ModelName({ slug, view, model }: { slug: string; view: ModelsView; model: ModelScore }) {
  return (
    <>
      <Link
        href={`/projects/${slug}/models/${model.modelId}${modelsAddress.write({ ...view, chosen: [], threshold: null })}`}
        title={model.name}
        className="block truncate hover:underline"
      >
        {model.name}
      </Link>
      <Purpose model={model} />
    </>
  )
}

const OriginalLabels = () => (
  <span className="font-normal italic">
    Original labels
    <span className="block text-second text-small not-italic">treated as a model</span>
  </span>
)

/** Notes below the model's name that limit the independence of its reassessed accuracy. */
function Purpose({ model }: { model: ModelScore }) {
  if (!model.figures)
    return <span className="block font-normal text-second text-small">Not scored with this run yet</span>
  if (model.isScoredOnly && !model.isAnnotator && model.isCurrent) return null
  return (
    <span className="mt-0.5 flex flex-wrap gap-1">
      {!model.isScoredOnly && <Chip>can propose labels</Chip>}
      {model.isAnnotator && !model.figures.isLeftOutOfRun && <Chip tone="maybe">evidence in this run</Chip>}
      {model.figures.isLeftOutOfRun && <Chip>scored without itself</Chip>}
      {!model.isCurrent && <Chip tone="maybe">recomputing</Chip>}
    </span>
  )
}
