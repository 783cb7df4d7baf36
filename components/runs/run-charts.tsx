'use client'

import { BarHistogram } from '@/components/charts/bar-histogram'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { RunScores, RunSummary } from '@/lib/contracts/runs/run'
import { thresholdText } from '@/lib/domain/runs/threshold-text'

interface ConvergenceChartProps {
  /** Objective after each iteration, in nats. */
  history: readonly number[]
  fileName: string
  height?: number
}

/** Objective by iteration. Reserves its space before the first value. */
export function ConvergenceChart({ history, fileName, height = 200 }: ConvergenceChartProps) {
  const points = history.map((value, index) => ({ x: index + 1, y: value }))
  return (
    <ChartFrame
      title="Objective by iteration"
      note="What the method maximizes: the log-likelihood plus the log prior density, up to a constant; for MACE and EBCC, a lower bound on the log-likelihood."
      columns={['Iteration', 'Objective, nats']}
      rows={history.map((value, index) => [index + 1, value])}
      fileName={fileName}
    >
      <LineChart
        series={[{ label: '', tone: 'accent', points }]}
        x={{ label: 'Iteration', isWhole: true }}
        y={{ label: 'Nats' }}
        height={height}
      />
    </ChartFrame>
  )
}

export function ScoreHistogram({ run, scores }: { run: RunSummary; scores: RunScores }) {
  const threshold = { value: run.threshold, label: `Threshold ${thresholdText(run.threshold)}` }
  return (
    <ChartFrame
      title="Score distribution"
      note="Candidates left of the threshold (paler bars) are dropped."
      columns={['From', 'To', 'Candidates']}
      rows={scores.bins.map(({ from, to, count }) => [from, to, count])}
      fileName={`run-${run.id}-scores`}
    >
      <BarHistogram bins={scores.bins} xLabel="Score" yLabel="Candidates" threshold={threshold} height={240} />
    </ChartFrame>
  )
}
