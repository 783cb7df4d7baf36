'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartSeries, Tone } from '@/components/charts/series'
import type { ModelsPage } from '@/lib/contracts/models/models-page'
import type { DrawnModels } from '@/lib/domain/models/model-ranks'
import { accuracyText, notDrawnText, rangeText, tooFewImagesText } from '@/lib/wording/models'

const tones: Tone[] = ['accent', 'yes', 'maybe', 'no']
/** With fewer images, a point is not drawn; the table still has it. */
const minImages = 10
const x = { label: 'Labels per image', isWhole: true }
const y = { label: 'Reassessed accuracy', format: 'percent' } as const

interface LabelCountFigureProps {
  models: ModelsPage['byLabelCount']
  /** Models that are not drawn, by reason. */
  left: DrawnModels<unknown>['left'] | null
  fileName: string
}

export function LabelCountFigure({ models, left, fileName }: LabelCountFigureProps) {
  const series = models.map(({ name, rows }, index): ChartSeries => {
    const isOriginals = name === 'Original labels' && index === models.length - 1
    const drawn = rows.filter(({ count }) => count >= minImages)
    return {
      label: name,
      tone: isOriginals ? 'second' : tones[index % tones.length]!,
      // A band around one point would have no width.
      shape: drawn.length < 2 ? 'points' : 'straight',
      isDashed: isOriginals,
      points: drawn.map(({ labels, count, share, interval: [low, high] }) => ({
        ...{ x: labels, y: share, low, high },
        note: `${count.toLocaleString('en')} images`,
      })),
    }
  })
  const rows = models.flatMap(({ name, rows: own }) =>
    own.map(({ labels, count, share, interval }) => [
      name,
      labels,
      count,
      accuracyText(share, count),
      rangeText(interval, count),
    ]),
  )
  const hasTooFew = rows.length > 0 && series.every(({ points }) => points.length === 0)
  return (
    <ChartFrame
      title="Accuracy by number of labels"
      note={`On an image with more labels, more answers are correct. Points need at least ten images; intervals are 95% (Wilson).${left ? notDrawnText(left) : ''}`}
      columns={['Model', 'Labels', 'Images', 'Accuracy', '95%']}
      rows={rows}
      fileName={fileName}
      isDrawn={!hasTooFew}
    >
      {hasTooFew ? (
        <p className="grid min-h-[180px] place-items-center text-center text-second">{tooFewImagesText(minImages)}</p>
      ) : (
        <LineChart series={series} x={x} y={y} height={300} />
      )}
    </ChartFrame>
  )
}
