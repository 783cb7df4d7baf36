'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartSeries } from '@/components/charts/series'
import type { PositionPace } from '@/lib/contracts/raters/pace'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { counted, wholeNumber } from '@/lib/wording/number'
import { spreadValues } from './pace-text'

interface PacePositionChartProps {
  positions: PositionPace[]
  fileName: string
  /** Times of all raters for comparison. Undefined if `positions` is already for all. */
  allPositions?: PositionPace[]
}

export function PacePositionChart({ positions, allPositions, fileName }: PacePositionChartProps) {
  const line = (
    label: string,
    held: PositionPace[],
    style: Pick<ChartSeries, 'tone' | 'isDashed'>,
    hasBand: boolean,
  ) => ({
    label,
    ...style,
    points: held.flatMap(({ position, names, seconds }) =>
      seconds
        ? [
            {
              ...{ x: position + 1, y: seconds.median, note: counted(names, 'name') },
              ...(hasBand ? { low: seconds.low, high: seconds.high } : {}),
            },
          ]
        : [],
    ),
  })
  const own = line(allPositions ? 'This rater' : 'All raters', positions, { tone: 'accent' }, true)
  const series = allPositions
    ? [line('All raters', allPositions, { tone: 'second', isDashed: true }, false), own]
    : [own]
  return (
    <ChartFrame
      title="By position"
      note={`Median active seconds on the candidate at each position in the task${allPositions ? `, for this rater’s last ${wholeNumber(latestSubmissions)} submissions` : ''}. The first one includes looking at the image. Answers given with “Mark rest as no” are excluded.`}
      fileName={fileName}
      columns={['Position', 'Median', 'Lower quartile', 'Upper quartile', 'Candidates']}
      rows={positions.map(({ position, names, seconds }) => [position + 1, ...spreadValues(seconds), names])}
    >
      <LineChart
        series={series}
        x={{ label: 'Position', isWhole: true }}
        y={{ label: 'Seconds at this position', format: 'seconds' }}
      />
    </ChartFrame>
  )
}
