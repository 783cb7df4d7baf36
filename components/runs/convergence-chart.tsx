'use client'

import { useMemo } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'

interface ConvergenceChartProps {
  /** After each iteration, in nats. */
  history: readonly number[]
  note?: string
  fileName: string
  height?: number
}

/** What EM raises, iteration by iteration; it holds its position also before the first value. */
export function ConvergenceChart({ history, note, fileName, height = 200 }: ConvergenceChartProps) {
  const series = useMemo(
    () => [
      {
        label: '',
        tone: 'accent' as const,
        points: history.map((value, index) => ({ x: index + 1, y: value })),
      },
    ],
    [history],
  )
  return (
    <ChartFrame
      title="Log-likelihood"
      note={note}
      columns={['Iteration', 'Log-likelihood, nats']}
      rows={history.map((value, index) => [index + 1, value])}
      fileName={fileName}
    >
      <LineChart series={series} x={{ label: 'Iteration', isWhole: true }} y={{ label: 'Nats' }} height={height} />
    </ChartFrame>
  )
}
