import type { LineLayout } from './line-layout'
import { bandPath, linePath, type Spot } from './path'
import type { ChartPoint, ChartSeries } from './series'
import { fillOf, strokeOf } from './tone'

interface LineSeriesProps {
  line: ChartSeries
  index: number
  layout: LineLayout
}

/** With more points than this, dots would merge into a line. */
const dotsAtMost = 24

const whiskers = (lows: readonly Spot[], highs: readonly Spot[]) =>
  lows.map((low, index) => linePath([low, highs[index]!])).join('')

export function LineSeries({ line, index, layout }: LineSeriesProps) {
  const points = layout.points[index]!
  const spots = layout.spots[index]!
  const shape = line.shape ?? 'straight'
  const curve = shape === 'step' ? 'step' : 'straight'
  const ends = (end: (point: ChartPoint) => number) =>
    points.map((point, index) => ({ x: spots[index]!.x, y: layout.y(end(point)) }))
  const low = ({ y, low: value }: ChartPoint) => value ?? y
  const high = ({ y, high: value }: ChartPoint) => value ?? y
  const hasIntervals = points.some((point) => point.low !== undefined || point.high !== undefined)
  return (
    <g>
      {hasIntervals && shape !== 'points' && (
        <path d={bandPath(ends(high), ends(low), curve)} fillOpacity={0.14} className={fillOf[line.tone]} />
      )}
      {hasIntervals && shape === 'points' && (
        <path
          d={whiskers(ends(low), ends(high))}
          strokeWidth={4}
          strokeOpacity={0.28}
          strokeLinecap="round"
          fill="none"
          className={strokeOf[line.tone]}
        />
      )}
      {shape !== 'points' && (
        <path
          d={linePath(spots, curve)}
          fill="none"
          strokeWidth={2}
          strokeLinejoin="round"
          strokeLinecap="round"
          strokeDasharray={line.isDashed ? '5 4' : undefined}
          className={strokeOf[line.tone]}
        />
      )}
      {(shape === 'points' || spots.length <= dotsAtMost) && (
        <path
          d={spots.map((spot) => linePath([spot, spot])).join('')}
          fill="none"
          strokeWidth={shape === 'points' ? 8 : 5}
          strokeLinecap="round"
          className={strokeOf[line.tone]}
        />
      )}
    </g>
  )
}
