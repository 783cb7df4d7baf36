import { type ComponentProps, useMemo } from 'react'
import { decimalsFor } from '@/lib/wording/chart'
import type { Spot } from './path'
import { Plot } from './plot'
import { lineReading, movedReading, type Reading, spokenReading } from './reading'
import type { Axis, ChartPoint } from './series'

interface PointPlotProps<Point>
  extends Pick<ComponentProps<typeof Plot<Reading>>, 'chart' | 'height' | 'keys' | 'children'> {
  /** Points of each series that can be drawn, and their positions in pixels. */
  points: readonly Point[][]
  spots: readonly Spot[][]
  x: Axis
  y: Axis
  nearest: (spots: readonly Spot[][], place: Spot) => Reading | null
  nameOf: (point: Point, series: number) => string | undefined
  onPick?: ((point: Point, series: number) => void) | undefined
}

/** Surface of a chart whose values are points. */
export function PointPlot<Point extends ChartPoint>(props: PointPlotProps<Point>) {
  const { points, spots, x, y, nearest, nameOf, onPick, ...rest } = props
  const reading = rest.chart.at
  const decimals = useMemo(
    () =>
      decimalsFor(
        points.flat().map((point) => point.y),
        y.format,
      ),
    [points, y.format],
  )
  const pointAt = ({ series, index }: Reading) => points[series]?.[index]
  const point = reading && pointAt(reading)
  const spot = reading && spots[reading.series]?.[reading.index]
  const read = (value: Point, series: number) => lineReading(value, { x, y, decimals, name: nameOf(value, series) })
  return (
    <Plot
      {...rest}
      name={`${y.label}, ${x.label}`}
      isEmpty={spots.every((line) => line.length === 0)}
      find={(place) => nearest(spots, place)}
      move={(key) => movedReading(spots, reading, key)}
      say={(moved) => spokenReading(read(pointAt(moved)!, moved.series))}
      onPick={onPick && (() => point && reading && onPick(point, reading.series))}
      reading={point && spot && { at: spot, values: read(point, reading.series) }}
    />
  )
}
