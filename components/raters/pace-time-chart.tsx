'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { Pace, PaceWindow } from '@/lib/contracts/raters/pace'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { daysText, spreadValues } from './pace-text'

interface PaceTimeChartProps {
  raterId: number
  windows: PaceWindow[]
  overall: Pace['nameSeconds']
}

export function PaceTimeChart({ raterId, windows, overall }: PaceTimeChartProps) {
  return (
    <ChartFrame
      title="Over time"
      note={`Median over tasks of active seconds per candidate, in consecutive tasks of the last ${wholeNumber(latestSubmissions)} submissions, oldest on the left.`}
      fileName={`rater-${raterId}-pace`}
      columns={['Tasks', 'Submitted', 'Median', 'Lower quartile', 'Upper quartile']}
      rows={windows.map((window) => [
        `${window.from + 1} to ${window.to}`,
        daysText(window) ?? 'unknown',
        ...spreadValues(window.nameSeconds),
      ])}
    >
      <LineChart
        series={[
          {
            ...{ label: 'Median', tone: 'accent', shape: windows.length < 3 ? 'points' : 'straight' },
            points: windows.flatMap((window) =>
              window.nameSeconds
                ? [
                    {
                      ...{ x: window.to, y: window.nameSeconds.median, note: daysText(window) ?? 'unknown' },
                      ...{ low: window.nameSeconds.low, high: window.nameSeconds.high },
                    },
                  ]
                : [],
            ),
          },
        ]}
        x={{ label: 'Tasks, oldest first', isWhole: true }}
        y={{ label: 'Seconds per candidate, median task', format: 'seconds' }}
        marks={
          overall
            ? [{ axis: 'y', value: overall.median, label: `all tasks ${valueText(overall.median, 'seconds')}` }]
            : []
        }
      />
    </ChartFrame>
  )
}
