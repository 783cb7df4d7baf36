'use client'

import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartSeries } from '@/components/charts/series'
import type { PositionPace } from '@/lib/contracts/raters/pace'
import { counted } from '@/lib/wording/number'
import { spreadValues } from './pace-text'

interface PacePositionChartProps {
  places: PositionPace[]
  fileName: string
  /** All raters, to compare one with; left out where these are all. */
  allPlaces?: PositionPace[]
}

/** How long a name is in hand at each place of the order shown. */
export function PacePositionChart({ places, allPlaces, fileName }: PacePositionChartProps) {
  const line = (
    label: string,
    held: PositionPace[],
    style: Pick<ChartSeries, 'tone' | 'isDashed'>,
    hasBand: boolean,
  ) => ({
    label,
    ...style,
    points: held.flatMap(({ place, names, seconds }) =>
      seconds
        ? [
            {
              ...{ x: place + 1, y: seconds.median, note: counted(names, 'name', 'names', 'en') },
              ...(hasBand ? { low: seconds.low, high: seconds.high } : {}),
            },
          ]
        : [],
    ),
  })
  const own = line(allPlaces ? 'This rater' : 'All raters', places, { tone: 'accent' }, true)
  const series = allPlaces ? [line('All raters', allPlaces, { tone: 'second', isDashed: true }, false), own] : [own]
  return (
    <ChartFrame
      title="By position"
      note="Active seconds per candidate by position in the task. The first one includes looking at the image. Answers given with “Mark rest as no” are excluded."
      fileName={fileName}
      columns={['Position', 'Median', 'Lower quartile', 'Upper quartile', 'Candidates']}
      rows={places.map(({ place, names, seconds }) => [place + 1, ...spreadValues(seconds), names])}
    >
      <LineChart series={series} x={{ label: 'Position', isWhole: true }} y={{ label: 'Seconds per candidate' }} />
    </ChartFrame>
  )
}
