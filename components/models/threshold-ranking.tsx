'use client'

import { useState } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartSeries, Tone } from '@/components/charts/series'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import type { ModelScore, ScoreSummary } from '@/lib/contracts/models/model-score'
import { drawnModels } from '@/lib/domain/models/model-ranks'
import { type ModelsView, modelsAddress } from '@/lib/domain/models/models-view'
import { accuracyAt, nearestThreshold, type RankedModel, rankingAt } from '@/lib/domain/models/threshold-ranking'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { accuracyText, notDrawnText, rankChangeText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'

interface ThresholdRankingProps {
  base: string
  view: ModelsView
  models: ModelScore[]
  originals: ScoreSummary | null
  thresholds: number[]
  threshold: number
  fileName: string
}

const tones: Tone[] = ['accent', 'yes', 'maybe', 'no']
const ofOriginals = -1
const x = { label: 'Threshold', domain: [0, 1] } as const
const y = { label: 'Reassessed accuracy', format: 'percent' } as const

/** Ranking of models by threshold. All data is on the page, so the slider needs no requests. */
export function ThresholdRanking(props: ThresholdRankingProps) {
  const { base, view, models, originals, thresholds, threshold, fileName } = props
  const ownIndex = nearestThreshold(thresholds, threshold)
  const [position, setPosition] = useState(() => nearestThreshold(thresholds, view.threshold ?? threshold))
  const curves = [
    ...models.flatMap(({ modelId, name, figures }) => (figures ? [{ id: modelId, name, curve: figures.curve }] : [])),
    ...(originals ? [{ id: ofOriginals, name: 'Original labels', curve: originals.curve }] : []),
  ]
  const own = new Map(rankingAt(curves, ownIndex, ofOriginals).map((one) => [one.id, one]))
  const nameOf = new Map(curves.map(({ id, name }) => [id, name]))
  const { drawn, left } = drawnModels(models, view.chosen)
  const series = seriesOf(curves, drawn, thresholds)
  // Each of these is ranked in the table of models at a threshold of its own.
  const isElsewhereChosen = models.some(({ figures }) => figures?.isLeftOutOfRun)
  const value = thresholds[position]!
  const labelled = originals?.imageCount ? originals.curve.labelled[position] : undefined

  function move(next: number) {
    setPosition(next)
    const address = modelsAddress.write({ ...view, threshold: next === ownIndex ? null : thresholds[next]! })
    window.history.replaceState(null, '', `${base}${address}`)
  }

  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <ChartFrame
        title="Accuracy by threshold"
        note={`Labels at or above this score are kept; images without a label are excluded. A lower threshold keeps more labels, so more predictions count as correct.${notDrawnText(left)}`}
        columns={['Threshold', ...series.map(({ label }) => label)]}
        rows={thresholds.map((one, index) => [
          thresholdText(one),
          ...series.map(({ points }) => accuracyText(points[index]?.y ?? null, curves[0]?.curve.labelled[index] ?? 0)),
        ])}
        fileName={fileName}
      >
        <LineChart
          series={series}
          x={x}
          y={y}
          height={320}
          marks={[{ axis: 'x', value, label: thresholdText(value), tone: 'accent' }]}
        />
      </ChartFrame>
      <div className="min-w-0">
        <ThresholdSlider
          thresholds={thresholds}
          position={position}
          own={position === ownIndex ? null : threshold}
          labelled={labelled}
          isElsewhereChosen={isElsewhereChosen}
          onMove={move}
        />
        <DataTable
          label="Ranking at this threshold"
          columns={columnsOf({ nameOf, own, isOfTable: position === ownIndex && !isElsewhereChosen })}
          rows={rankingAt(curves, position, ofOriginals)}
          rowKey={({ id }) => id}
          className="max-h-[300px]"
        />
      </div>
    </div>
  )
}

interface ColumnsInput {
  nameOf: ReadonlyMap<number, string>
  /** By model, at the run's own threshold. */
  own: ReadonlyMap<number, RankedModel>
  /** Whether ranks are those of the table of models. */
  isOfTable: boolean
}

const columnsOf = ({ nameOf, own, isOfTable }: ColumnsInput): Column<RankedModel>[] => [
  {
    key: 'model',
    head: 'Model',
    cell: ({ id }) => <span className={id === ofOriginals ? 'italic' : undefined}>{nameOf.get(id)}</span>,
    cellTitle: ({ id }) => nameOf.get(id),
    className: 'max-w-64 truncate',
  },
  numberColumn('rank', 'Rank', ({ id, rank }) =>
    isOfTable && id !== ofOriginals ? <FigureMark of={`rank-of-model-${id}`}>{rank ?? '–'}</FigureMark> : rank,
  ),
  numberColumn('accuracy', 'Accuracy', ({ accuracy, labelled }) => accuracyText(accuracy, labelled), {
    cellTitle: ({ right, labelled }) => `${wholeNumber(right)} of ${wholeNumber(labelled)} images`,
  }),
  numberColumn('labelled', 'Images', ({ labelled }) => labelled, { importance: 'low' }),
  numberColumn('change', 'Rank change', ({ id, rank }) => rankChangeText(own.get(id)?.rank ?? null, rank) || null, {
    className: 'text-second',
  }),
]

interface ThresholdSliderProps {
  thresholds: number[]
  position: number
  /** The run's own threshold. Null if it is the chosen one. */
  own: number | null
  /** Number of images with an original label that have a label at this threshold. Undefined without original labels. */
  labelled: number | undefined
  /** Whether models scored with labels made without them have another threshold elsewhere on the page. */
  isElsewhereChosen: boolean
  onMove: (position: number) => void
}

function ThresholdSlider({ thresholds, position, own, labelled, isElsewhereChosen, onMove }: ThresholdSliderProps) {
  const value = thresholds[position]!
  return (
    <div className="mb-3">
      <label htmlFor="threshold" className="flex items-baseline justify-between gap-3">
        <span className="font-semibold">Keep labels with a score of {thresholdText(value)} or higher</span>
        <span className="text-second text-small">
          {own === null ? 'the run’s threshold' : `the run’s threshold: ${thresholdText(own)}`}
        </span>
      </label>
      <input
        id="threshold"
        type="range"
        min={0}
        max={thresholds.length - 1}
        step={1}
        value={position}
        aria-valuetext={thresholdText(value)}
        onChange={(event) => onMove(Number(event.currentTarget.value))}
        className="mt-2 h-6 w-full accent-[var(--accent)]"
      />
      <p className="text-second text-small tabular-nums">
        {labelled === undefined
          ? ' '
          : `Of the images with an original label, ${wholeNumber(labelled)} have a label at this threshold.`}
        {isElsewhereChosen &&
          ' Models that were evidence are scored against labels computed without them: here at this threshold, in the table of models at one of their own.'}
      </p>
    </div>
  )
}

type Curves = { id: number; name: string; curve: { labelled: number[]; right: number[] } }[]

/** One line per drawn model, and one for the original labels. */
function seriesOf(curves: Curves, drawn: readonly ModelScore[], thresholds: readonly number[]): ChartSeries[] {
  const shown = [
    ...drawn.flatMap(({ modelId }) => curves.filter(({ id }) => id === modelId)),
    ...curves.filter(({ id }) => id === ofOriginals),
  ]
  return shown.map(({ id, name, curve }, index) => ({
    label: name,
    tone: id === ofOriginals ? 'second' : tones[index % tones.length]!,
    isDashed: id === ofOriginals,
    points: thresholds.map((threshold, index) => ({ x: threshold, y: accuracyAt(curve, index) ?? Number.NaN })),
  }))
}
