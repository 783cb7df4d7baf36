'use client'

import { useMemo } from 'react'
import { BarHistogram } from '@/components/charts/bar-histogram'
import { ChartFrame } from '@/components/charts/chart-frame'
import type { RunScores, RunSummary } from '@/lib/contracts/runs/run'
import { thresholdText } from '@/lib/domain/runs/threshold-text'

export function ScoreHistogram({ run, scores }: { run: RunSummary; scores: RunScores }) {
  const threshold = useMemo(
    () => ({ value: run.threshold, label: `Threshold ${thresholdText(run.threshold)}` }),
    [run.threshold],
  )
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
