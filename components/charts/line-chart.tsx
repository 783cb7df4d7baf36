'use client'

import { useMemo } from 'react'
import { chartWord } from '@/lib/wording/chart'
import { Axes } from './axes'
import { type LineLayout, lineLayout } from './line-layout'
import { Chosen, Diagonal, EndLabels, MarkLabels, MarkLines } from './line-overlays'
import { bandPath, linePath, type PlotArea, type Spot } from './path'
import { useChart } from './plot'
import { PointPlot } from './point-plot'
import { nearestReading, type Reading } from './reading'
import {
  type Axis,
  type ChartMark,
  type ChartPoint,
  type ChartSeries,
  type ChosenPoint,
  fillOf,
  strokeOf,
  type Tone,
} from './series'

interface LineChartProps {
  series: ChartSeries[]
  x: Axis
  y: Axis
  marks?: ChartMark[]
  /** The point currently in use, drawn with a ring. */
  chosen?: ChosenPoint | null
  /** Label of the line y = x. Undefined: no line. */
  diagonal?: string
  height?: number
  onPick?: (point: ChartPoint, seriesIndex: number) => void
}

export function LineChart({ series, x, y, marks, chosen, diagonal, height = 260, onPick }: LineChartProps) {
  const chart = useChart<Reading>()
  const { width, at: reading } = chart
  const layout = useMemo(
    () => lineLayout({ series, x, y, marks, chosen, width: width || 640, height }),
    [series, x, y, marks, chosen, width, height],
  )
  const { plot, points, spots } = layout
  const spot = reading && spots[reading.series]?.[reading.index]
  const isNamed = series.filter((line) => line.label).length > 1

  return (
    <PointPlot
      {...{ chart, points, spots, x, y, height, onPick }}
      keys={series.length > 1 ? chartWord.keysAlong : chartWord.keysAcross}
      nearest={nearestReading}
      nameOf={(_, index) => (isNamed ? series[index]!.label : undefined)}
    >
      <Axes plot={plot} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={layout.xLabel} yLabel={y.label} />
      {diagonal && <Diagonal layout={layout} label={diagonal} />}
      <MarkLines layout={layout} />
      {series.map((line, index) => (
        <LineSeries key={line.label} line={line} index={index} layout={layout} />
      ))}
      <MarkLabels layout={layout} />
      <EndLabels layout={layout} />
      {layout.chosen && <Chosen chosen={layout.chosen} />}
      {spot && reading && <ReadingMark spot={spot} plot={plot} tone={series[reading.series]!.tone} />}
    </PointPlot>
  )
}

function ReadingMark({ spot, plot, tone }: { spot: Spot; plot: PlotArea; tone: Tone }) {
  return (
    <g data-reading>
      <line x1={spot.x} x2={spot.x} y1={plot.top} y2={plot.bottom} className="stroke-second" strokeOpacity={0.5} />
      <circle cx={spot.x} cy={spot.y} r={5} strokeWidth={2} className={`${fillOf[tone]} stroke-card`} />
    </g>
  )
}

interface LineSeriesProps {
  line: Pick<ChartSeries, 'tone' | 'isDashed'>
  index: number
  layout: LineLayout
  /** Diameter of the dots, 0 for none. */
  dotSize?: number
  dotOpacity?: number
}

/** With more points than this, dots would merge into a line. */
const dotsAtMost = 24

/** The dots are a single path, so that thousands of points stay fast. */
export function LineSeries({ line, index, layout, dotSize, dotOpacity }: LineSeriesProps) {
  const points = layout.points[index]!
  const spots = layout.spots[index]!
  const shape = layout.shapes[index]!
  const usualSize = shape === 'points' ? 8 : spots.length <= dotsAtMost ? 5 : 0
  const curve = shape === 'step' ? 'step' : 'straight'
  const lows = points.map(({ y, low }, index) => ({ x: spots[index]!.x, y: layout.y(low ?? y) }))
  const highs = points.map(({ y, high }, index) => ({ x: spots[index]!.x, y: layout.y(high ?? y) }))
  const hasInterval = (index: number) => points[index]!.low != null || points[index]!.high != null
  const hasIntervals = points.some((_, index) => hasInterval(index))
  return (
    <g>
      {hasIntervals && shape !== 'points' && (
        <path d={bandPath(highs, lows, curve, hasInterval)} fillOpacity={0.14} className={fillOf[line.tone]} />
      )}
      {hasIntervals && shape === 'points' && (
        <path
          d={lows.map((from, index) => (hasInterval(index) ? linePath([from, highs[index]!]) : '')).join('')}
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
      {(dotSize ?? usualSize) > 0 && (
        <path
          d={spots.map((spot) => linePath([spot, spot])).join('')}
          fill="none"
          strokeWidth={dotSize ?? usualSize}
          strokeOpacity={dotOpacity}
          strokeLinecap="round"
          className={strokeOf[line.tone]}
        />
      )}
    </g>
  )
}
