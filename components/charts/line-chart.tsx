'use client'

import { useMemo } from 'react'
import { chartWord, decimalsFor } from '@/lib/wording/chart'
import { Axes } from './axes'
import { type LineLayout, lineLayout } from './line-layout'
import { Chosen, Diagonal, EndLabels, MarkLabels, MarkLines } from './line-overlays'
import { lineReading, spokenReading } from './line-reading'
import { bandPath, linePath, type Spot } from './path'
import { Plot, useChart } from './plot'
import { movedReading, nearestReading, type Reading } from './reading'
import { ReadingBox } from './reading-box'
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

export interface LineChartProps {
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
  const isNamed = series.filter((line) => line.label).length > 1
  const read = (value: ChartPoint, index: number) =>
    lineReading(value, { x, y, decimals, name: isNamed ? series[index]!.label : undefined })

  return (
    <Plot
      chart={chart}
      height={height}
      name={`${y.label}, ${x.label}`}
      keys={series.length > 1 ? chartWord.keysAlong : chartWord.keysAcross}
      isEmpty={points.every((line) => line.length === 0)}
      find={(place) => nearestReading(spots, place)}
      move={(key) => movedReading(spots, reading, key)}
      say={(moved) => spokenReading(read(pointAt(moved)!, moved.series))}
      onPick={onPick && (() => point && reading && onPick(point, reading.series))}
      reading={point && spot && <ReadingBox at={spot} width={width} reading={read(point, reading.series)} />}
    >
      <Axes plot={plot} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={x.label} yLabel={y.label} />
      {diagonal && <Diagonal layout={layout} label={diagonal} />}
      <MarkLines layout={layout} />
      {series.map((line, index) => (
        <LineSeries key={line.label} line={line} index={index} layout={layout} />
      ))}
      <MarkLabels layout={layout} />
      <EndLabels layout={layout} />
      {layout.chosen && <Chosen chosen={layout.chosen} />}
      {spot && reading && <ReadingMark spot={spot} plot={plot} tone={series[reading.series]!.tone} />}
    </Plot>
  )
}

interface ReadingMarkProps {
  spot: { x: number; y: number }
  plot: { top: number; bottom: number }
  tone: Tone
}

function ReadingMark({ spot, plot, tone }: ReadingMarkProps) {
  return (
    <g data-reading>
      <line x1={spot.x} x2={spot.x} y1={plot.top} y2={plot.bottom} className="stroke-second" strokeOpacity={0.5} />
      <circle cx={spot.x} cy={spot.y} r={5} strokeWidth={2} className={`${fillOf[tone]} stroke-card`} />
    </g>
  )
}

interface LineSeriesProps {
  line: ChartSeries
  index: number
  layout: LineLayout
}

/** With more points than this, dots would merge into a line. */
const dotsAtMost = 24

const whiskers = (lows: readonly Spot[], highs: readonly Spot[]) =>
  lows.map((low, index) => linePath([low, highs[index]!])).join('')

function LineSeries({ line, index, layout }: LineSeriesProps) {
  const points = layout.points[index]!
  const spots = layout.spots[index]!
  const shape = layout.shapes[index]!
  const curve = shape === 'step' ? 'step' : 'straight'
  const ends = (end: (point: ChartPoint) => number) =>
    points.map((point, index) => ({ x: spots[index]!.x, y: layout.y(end(point)) }))
  const low = ({ y, low: value }: ChartPoint) => value ?? y
  const high = ({ y, high: value }: ChartPoint) => value ?? y
  const hasInterval = (index: number) => points[index]!.low != null || points[index]!.high != null
  const hasIntervals = points.some((_, index) => hasInterval(index))
  return (
    <g>
      {hasIntervals && shape !== 'points' && (
        <path
          d={bandPath(ends(high), ends(low), curve, hasInterval)}
          fillOpacity={0.14}
          className={fillOf[line.tone]}
        />
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
