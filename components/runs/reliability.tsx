'use client'

import { useMemo } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { RunQuality, RunSummary } from '@/lib/contracts/runs/run'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'
import { Figure } from './figure'

const three = (value: number) => valueText(value, 'number', 3)
const score = { label: 'Mean score', domain: [0, 1] } as const
const share = { label: 'Share that applies', domain: [0, 1] } as const

/** Whether scores are what they claim: of candidates scored about so, as many should hold. */
export function Reliability({ run, quality }: { run: RunSummary; quality: RunQuality }) {
  const { reliability, brier, calibrationError } = quality
  const series = useMemo(
    () => [
      {
        label: '',
        tone: 'accent' as const,
        shape: 'points' as const,
        points: reliability.map(({ meanScore, shareTrue, interval, count }) => ({
          x: meanScore,
          y: shareTrue,
          low: interval[0],
          high: interval[1],
          note: counted(count, 'candidate', 'candidates', 'en'),
        })),
      },
    ],
    [reliability],
  )
  return (
    <div>
      <ChartFrame
        title="Calibration"
        note="Share of labels that apply among candidates with about the same score; bars are 95% intervals."
        columns={['From', 'To', 'Candidates', 'Mean score', 'Share that applies', 'Interval']}
        rows={reliability.map(({ from, to, count, meanScore, shareTrue, interval }) => [
          from,
          to,
          count,
          meanScore,
          shareTrue,
          intervalText(...interval, 'number', 3),
        ])}
        fileName={`run-${run.id}-calibration`}
      >
        <LineChart series={series} x={score} y={share} diagonal="perfect calibration" height={280} />
      </ChartFrame>
      {brier && (
        <div className="mt-2 rounded-card border bg-card px-4 py-3">
          <p className="flex min-h-7 items-center font-semibold">Brier score and its components</p>
          <p className="text-second text-small">
            Brier score = reliability − resolution + uncertainty + within bins. Lower is better.
          </p>
          <dl className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(84px,1fr))] gap-x-4 gap-y-2">
            <Figure name="Brier">{three(brier.score)}</Figure>
            <Figure name="Reliability">{three(brier.reliability)}</Figure>
            <Figure name="Resolution">{three(brier.resolution)}</Figure>
            <Figure name="Uncertainty">{three(brier.uncertainty)}</Figure>
            <Figure name="Within bins">{three(brier.withinBins)}</Figure>
            <Figure name="Mean gap">{calibrationError === null ? '–' : three(calibrationError)}</Figure>
          </dl>
        </div>
      )}
    </div>
  )
}
