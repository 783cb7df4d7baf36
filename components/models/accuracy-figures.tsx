'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { ScatterChart } from '@/components/charts/scatter-chart'
import type { ScatterGroup, ScatterLine } from '@/components/charts/scatter-layout'
import type { ChartMark } from '@/components/charts/series'
import type { ModelScore, ScoreSummary } from '@/lib/contracts/models/model-score'
import type { FitAt, ModelsFit, OutsidePoint } from '@/lib/contracts/models/models-page'
import { accuracyPointsText, accuracyText, rangeText, slopeText } from '@/lib/wording/models'

interface AccuracyFigureProps {
  models: ModelScore[]
  originals: ScoreSummary | null
  outside: OutsidePoint[]
  fit: ModelsFit | null
  fileName: string
}

const x = { label: 'Original accuracy', format: 'percent' } as const
const y = { label: 'Reassessed accuracy', format: 'percent' } as const

const ownLabel = 'This project'

/** A figure of the project's models over their original accuracy, of those that have both. */
const ownGroup = (models: ModelScore[], figure: 'reassessed' | 'preference') => ({
  ...({ label: ownLabel, tone: 'accent' } as const),
  points: models.flatMap(({ name, figures }) => {
    const original = figures?.original.share
    const shown = figures?.[figure]
    if (original == null || shown?.share == null) return []
    const [low, high] = shown.interval ?? []
    return [{ name, x: original, y: shown.share, low, high, isNamed: true }]
  }),
})

function linesOf(fit: ModelsFit | null): ScatterLine[] {
  if (!fit) return []
  const { atGiven, from, to } = fit
  const line = (own: FitAt['below'], start: number, end: number): ScatterLine[] =>
    own && end > start
      ? [
          {
            label: `slope ${slopeText(own.slope)}`,
            tone: 'yes',
            from: { x: start, y: own.intercept + own.slope * start },
            to: { x: end, y: own.intercept + own.slope * end },
          },
        ]
      : []
  return [
    ...line(atGiven.below, from, Math.min(to, atGiven.breakAt)),
    ...line(atGiven.above, Math.max(from, atGiven.breakAt), to),
  ]
}

/** Reassessed over original accuracy: the project's models with names, published ones as small points. */
export function AccuracyFigure({ models, originals, outside, fit, fileName }: AccuracyFigureProps) {
  const sources = [...new Set(outside.map(({ source }) => source))]
  const groups: ScatterGroup[] = [
    ...sources.map(
      (source): ScatterGroup => ({
        ...{ label: source, tone: 'second', isSmall: true },
        points: outside.flatMap((point) =>
          point.source === source ? [{ name: point.name, x: point.original, y: point.reassessed }] : [],
        ),
      }),
    ),
    ownGroup(models, 'reassessed'),
  ]
  const breakAt = fit?.atGiven.breakAt ?? 0
  const labels = originals?.reassessed
  const marks: ChartMark[] = [
    ...(fit ? [{ axis: 'x' as const, value: breakAt, label: `${+(breakAt * 100).toFixed(2)}%` }] : []),
    ...(labels?.share == null
      ? []
      : [
          {
            axis: 'y' as const,
            value: labels.share,
            label: `Original labels ${accuracyText(labels.share, labels.count)}`,
          },
        ]),
  ]
  const rows = groups.toReversed().flatMap(({ label, points }) =>
    points.map((point) => {
      const figures = label === ownLabel ? models.find(({ name }) => name === point.name)?.figures : null
      // Published accuracies have the decimals usual in papers.
      const count = figures?.reassessed.count ?? Number.POSITIVE_INFINITY
      return [
        ...[point.name, label, accuracyText(point.x, figures?.original.count ?? count), accuracyText(point.y, count)],
        rangeText(figures?.reassessed.interval ?? null, count),
        rangeText(figures?.underUncertainLabels?.interval ?? null, count),
      ]
    }),
  )
  return (
    <ChartFrame
      title="Reassessed against original accuracy"
      note={accuracyPointsText(groups.slice(0, -1).map(({ label }) => label))}
      columns={['Model', 'Source', x.label, y.label, '95% over images', '95% with labels uncertain']}
      rows={rows}
      fileName={fileName}
    >
      <ScatterChart groups={groups} lines={linesOf(fit)} marks={marks} x={x} y={y} height={420} />
    </ChartFrame>
  )
}

const preferred = 'Prediction preferred'
const even: ChartMark[] = [{ axis: 'y', value: 0.5, label: 'neither preferred' }]

/** How often raters prefer a model's prediction over a different original label, plotted over accuracy. */
export function PreferenceFigure({ models, fileName }: { models: ModelScore[]; fileName: string }) {
  const own = ownGroup(models, 'preference')
  const ends = own.points.flatMap(({ low, high, y }) => [low ?? y, high ?? y])
  const from = Math.floor((Math.min(0.4, ...ends) - 0.04) * 10) / 10
  const to = Math.ceil((Math.max(0.6, ...ends) + 0.04) * 10) / 10
  const rows = models.flatMap(({ name, figures }) =>
    figures?.preference.share == null
      ? []
      : [
          [
            name,
            accuracyText(figures.original.share, figures.original.count),
            accuracyText(figures.preference.share, figures.preference.images),
            rangeText(figures.preference.interval, figures.preference.images),
            figures.preference.images,
          ],
        ],
  )
  return (
    <ChartFrame
      title="Human preference"
      note="Where prediction and original label differ: share of raters who answered about both and find the prediction more likely. Ties are excluded."
      columns={['Model', x.label, preferred, '95%', 'Images']}
      rows={rows}
      fileName={fileName}
    >
      <ScatterChart
        groups={[own]}
        marks={even}
        x={x}
        y={{ label: preferred, format: 'percent', domain: [Math.max(0, from), Math.min(1, to)] }}
        height={300}
      />
    </ChartFrame>
  )
}
