'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { Tone } from '@/components/charts/series'
import type { CalibrationQuality, RunQuality, RunSummary } from '@/lib/contracts/runs/run'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'
import { calibrationNote } from '@/lib/wording/runs'

const three = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : valueText(value, 'number', 3)
const score = { label: 'Mean score', domain: [0, 1] } as const
const share = { label: 'Share that applies', domain: [0, 1] } as const

const seriesOf = (label: string, tone: Tone, { reliability }: CalibrationQuality) => ({
  label,
  tone,
  shape: 'points' as const,
  points: reliability.map(({ meanScore, shareTrue, interval, count }) => ({
    x: meanScore,
    y: shareTrue,
    low: interval[0],
    high: interval[1],
    note: counted(count, 'candidate'),
  })),
})

const figures: [name: string, of: (quality: CalibrationQuality) => number | null | undefined][] = [
  ['Calibration error', (quality) => quality.calibrationError],
  ['Log loss', (quality) => quality.logLoss],
  ['Brier score', (quality) => quality.brier?.score],
  ['Reliability', (quality) => quality.brier?.reliability],
  ['Resolution', (quality) => quality.brier?.resolution],
  ['Uncertainty', (quality) => quality.brier?.uncertainty],
  ['Within bins', (quality) => quality.brier?.withinBins],
]

/** Reliability diagram, before and after calibration: of candidates with a score, that share should hold. */
export function Reliability({ run, quality }: { run: RunSummary; quality: RunQuality }) {
  const { raw, calibrated } = quality
  const series = calibrated
    ? [seriesOf('Score', 'second', raw), seriesOf('Calibrated score', 'accent', calibrated)]
    : [seriesOf('', 'accent', raw)]
  const named = [['Score', raw] as const, ...(calibrated ? [['Calibrated score', calibrated] as const] : [])]
  return (
    <div>
      <ChartFrame
        title="Calibration"
        note="Share of labels that apply among candidates with about the same score; bars are 95% intervals."
        columns={['Of', 'From', 'To', 'Candidates', 'Mean score', 'Share that applies', 'Interval']}
        rows={named.flatMap(([name, { reliability }]) =>
          reliability.map(({ from, to, count, meanScore, shareTrue, interval }) => [
            name,
            from,
            to,
            count,
            meanScore,
            shareTrue,
            intervalText(...interval, 'number', 3),
          ]),
        )}
        fileName={`run-${run.id}-calibration`}
      >
        <LineChart series={series} x={score} y={share} diagonal="perfect calibration" height={280} />
      </ChartFrame>
      <div className="mt-2 rounded-card border bg-card px-4 py-3">
        <p className="font-semibold">How close scores are to probabilities</p>
        <p className="mt-0.5 text-second text-small">{calibrationNote(quality)}</p>
        <table className="mt-2 w-full text-small tabular-nums">
          <caption className="sr-only">How close scores are to probabilities</caption>
          <thead>
            <tr className="text-second">
              <th scope="col" className="py-1 text-left font-normal">
                Lower is better, except for resolution
              </th>
              {named.map(([name]) => (
                <th key={name} scope="col" className="py-1 pl-4 text-right font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(([name, of]) => (
              <tr key={name} className="border-line border-t">
                <th scope="row" className="py-1 text-left font-normal">
                  {name}
                </th>
                {named.map(([kind, own]) => (
                  <td key={kind} className="py-1 pl-4 text-right font-semibold">
                    {three(of(own))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-2 text-second text-small">
          Calibration error is the mean gap between the score and the share that applies, over tenths of the score.
          Brier score = reliability − resolution + uncertainty + within bins.
        </p>
      </div>
    </div>
  )
}
