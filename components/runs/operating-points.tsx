'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartPoint } from '@/components/charts/series'
import { formError } from '@/components/kit/form'
import { useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { withThreshold } from '@/lib/client/runs'
import type { RunQuality, RunSummary, ThresholdPoint } from '@/lib/contracts/runs/run'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { intervalText, valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { Figure } from './figure'

const three = (value: number) => valueText(value, 'number', 3)
const intervalNote = (interval: readonly [number, number]) => intervalText(...interval, 'number', 3)
const recall = { label: 'Recall', domain: [0, 1] } as const
const precision = { label: 'Precision' } as const

/** Returns the threshold on the score; with calibration, also as a probability. */
const pointText = ({ threshold, probability }: Pick<ThresholdPoint, 'threshold' | 'probability'>) =>
  probability === null ? thresholdText(threshold) : `${thresholdText(threshold)}, calibrated ${three(probability)}`

/** Returns a figure of a point as text, or a dash if it is unknown. */
const figureOf = (point: ThresholdPoint | null, name: 'probability' | 'precision' | 'recall' | 'f1') => {
  const value = point?.[name] ?? null
  return value === null ? '–' : three(value)
}

/** Precision-recall curve with the current threshold. Picking another point shows what it would give. */
export function OperatingPoints({ slug, run, quality }: { slug: string; run: RunSummary; quality: RunQuality }) {
  const router = useRouter()
  const { curve, atThreshold } = quality
  const [picked, setPicked] = useState<ThresholdPoint | null>(null)
  const start = useStartJob(slug, 'aggregate', () => router.push(`/projects/${slug}/aggregation?method=${run.method}`))
  const points = curve.map((point) => ({
    ...{ x: point.recall, y: point.precision },
    note: `threshold ${pointText(point)}, F1 ${three(point.f1)}`,
  }))
  const shown = picked ?? atThreshold
  const intervals = picked ? null : quality.intervalsAtThreshold
  const chosen = shown && {
    ...{ x: shown.recall, y: shown.precision },
    label: `${picked ? 'Selected' : 'Threshold'} ${thresholdText(shown.threshold)}`,
  }

  function pick({ x, y }: ChartPoint) {
    setPicked(curve.find((point) => point.recall === x && point.precision === y) ?? null)
    start.reset()
  }

  return (
    <div>
      <ChartFrame
        title="Precision and recall"
        note="Select a point on the curve to see the effect of another threshold."
        columns={['Threshold', 'Calibrated', 'Precision', 'Recall', 'F1', 'Labels kept']}
        rows={curve.map((point) => [
          point.threshold,
          point.probability,
          point.precision,
          point.recall,
          point.f1,
          point.labelCount,
        ])}
        fileName={`run-${run.id}-precision-recall`}
      >
        <LineChart
          series={[{ label: '', tone: 'accent', points }]}
          x={recall}
          y={precision}
          chosen={chosen}
          height={280}
          onPick={pick}
        />
      </ChartFrame>
      <div className="@container mt-2 rounded-card border bg-card px-4 py-3">
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
          <p aria-live="polite" className="font-semibold">
            {picked ? 'Selected threshold' : 'The run’s threshold'}
          </p>
          <div className="flex gap-2">
            {picked && (
              <Button size="small" tone="quiet" onClick={() => setPicked(null)}>
                Reset to the run’s
              </Button>
            )}
            <Button
              size="small"
              disabled={!picked || start.isPending}
              onClick={() => picked && start.mutate(withThreshold(run.method, run.parameters, picked.threshold))}
            >
              Aggregate with this threshold
            </Button>
          </div>
        </div>
        {/* The title above says only once that another threshold is selected. */}
        <dl
          aria-live="polite"
          aria-atomic="true"
          className="mt-2 grid grid-cols-3 gap-x-4 gap-y-2 @min-[640px]:grid-cols-6"
        >
          <Figure name="Threshold">{thresholdText(shown?.threshold ?? run.threshold)}</Figure>
          <Figure name="Calibrated">{figureOf(shown, 'probability')}</Figure>
          <Figure name="Precision" note={intervals && intervalNote(intervals.precision)}>
            {figureOf(shown, 'precision')}
          </Figure>
          <Figure name="Recall" note={intervals && intervalNote(intervals.recall)}>
            {figureOf(shown, 'recall')}
          </Figure>
          <Figure name="F1">{figureOf(shown, 'f1')}</Figure>
          <Figure name="Labels kept">{wholeNumber(shown?.labelCount ?? run.labelCount)}</Figure>
        </dl>
        {start.error && (
          <p role="alert" className="mt-2 text-danger text-small">
            {formError(start.error).message}
          </p>
        )}
      </div>
    </div>
  )
}
