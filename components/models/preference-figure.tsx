'use client'

import { useMemo } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { ScatterChart } from '@/components/charts/scatter-chart'
import type { ModelScore } from '@/lib/contracts/models/model-score'
import { accuracyText, rangeText } from '@/lib/wording/models'

const x = { label: 'Original accuracy', format: 'percent' } as const
const yLabel = 'Prediction preferred'
const tenth = (value: number, end: number) => (end === 0 ? Math.floor(value * 10) : Math.ceil(value * 10)) / 10
const marks = [{ axis: 'y' as const, value: 0.5, label: 'neither preferred' }]

/** How often raters prefer a model's prediction over a different original label, plotted over accuracy. */
export function PreferenceFigure({ models, fileName }: { models: ModelScore[]; fileName: string }) {
  const groups = useMemo(
    () => [
      {
        label: 'This project',
        tone: 'accent' as const,
        points: models.flatMap(({ name, figures }) => {
          const share = figures?.preference.share
          const original = figures?.original.share
          if (share == null || original == null) return []
          const [low, high] = figures?.preference.interval ?? [undefined, undefined]
          return [{ name, x: original, y: share, low, high, isNamed: true }]
        }),
      },
    ],
    [models],
  )
  const y = useMemo(() => {
    const ends = groups[0]!.points.flatMap(({ low, high, y }) => [low ?? y, high ?? y])
    const domain = [Math.min(0.4, ...ends) - 0.04, Math.max(0.6, ...ends) + 0.04].map(tenth)
    return {
      label: yLabel,
      format: 'percent' as const,
      domain: [Math.max(0, domain[0]!), Math.min(1, domain[1]!)] as const,
    }
  }, [groups])
  const rows = models.flatMap(({ name, figures }) =>
    figures?.preference.share == null
      ? []
      : [
          [
            name,
            accuracyText(figures.original.share),
            accuracyText(figures.preference.share),
            rangeText(figures.preference.interval),
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
      <ScatterChart groups={groups} marks={marks} x={x} y={y} height={300} />
    </ChartFrame>
  )
}
