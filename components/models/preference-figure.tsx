'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { ScatterChart } from '@/components/charts/scatter-chart'
import type { ModelScore } from '@/lib/contracts/models/model-score'
import { accuracyText, rangeText } from '@/lib/wording/models'

const x = { label: 'Original accuracy', format: 'percent' } as const
const yLabel = 'Prediction preferred'
const marks = [{ axis: 'y' as const, value: 0.5, label: 'neither preferred' }]

/** How often raters prefer a model's prediction over a different original label, plotted over accuracy. */
export function PreferenceFigure({ models, fileName }: { models: ModelScore[]; fileName: string }) {
  const points = models.flatMap(({ name, figures }) => {
    const share = figures?.preference.share
    const original = figures?.original.share
    if (share == null || original == null) return []
    const [low, high] = figures?.preference.interval ?? []
    return [{ name, x: original, y: share, low, high, isNamed: true }]
  })
  const ends = points.flatMap(({ low, high, y }) => [low ?? y, high ?? y])
  const from = Math.floor((Math.min(0.4, ...ends) - 0.04) * 10) / 10
  const to = Math.ceil((Math.max(0.6, ...ends) + 0.04) * 10) / 10
  const y = { label: yLabel, format: 'percent', domain: [Math.max(0, from), Math.min(1, to)] } as const
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
      columns={['Model', x.label, yLabel, '95%', 'Images']}
      rows={rows}
      fileName={fileName}
    >
      <ScatterChart
        groups={[{ label: 'This project', tone: 'accent', points }]}
        marks={marks}
        x={x}
        y={y}
        height={300}
      />
    </ChartFrame>
  )
}
