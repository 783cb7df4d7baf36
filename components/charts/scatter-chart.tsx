'use client'

import { clsx } from 'clsx'
import { useMemo } from 'react'
import { chartWord, decimalsFor } from '@/lib/wording/chart'
import { Axes, PlacedText } from './axes'
import { MarkLabels, MarkLines } from './line-overlays'
import { lineReading, spokenReading } from './line-reading'
import { linePath } from './path'
import { Plot, useChart } from './plot'
import { movedReading, nearestPoint, type Reading } from './reading'
import { ReadingBox } from './reading-box'
import { type ScatterGroup, type ScatterLine, type ScatterPoint, scatterLayout } from './scatter-layout'
import { type Axis, type ChartMark, fillOf, strokeOf } from './series'

export interface ScatterChartProps {
  /** Drawn in this order, the last ones on top. */
  groups: ScatterGroup[]
  lines?: ScatterLine[]
  marks?: ChartMark[]
  x: Axis
  y: Axis
  height: number
}

const none: never[] = []

/** Points by two values, with straight lines. Each group is a single path, so that thousands of points stay fast. */
export function ScatterChart({ groups, lines = none, marks, x, y, height }: ScatterChartProps) {
  const chart = useChart<Reading>()
  const { width, at: reading } = chart
  const layout = useMemo(
    () => scatterLayout({ groups, lines, marks, x, y, width: width || 640, height }),
    [groups, lines, marks, x, y, width, height],
  )
  const { base } = layout
  const spots = base.spots.slice(0, groups.length)
  const decimals = useMemo(
    () =>
      decimalsFor(
        layout.groups.flatMap(({ points }) => points.map((point) => point.y)),
        y.format,
      ),
    [layout.groups, y.format],
  )
  const pointAt = ({ series, index }: Reading) => layout.groups[series]?.points[index]
  const point = reading && pointAt(reading)
  const spot = reading && spots[reading.series]?.[reading.index]
  const read = (value: ScatterPoint, group: number) => {
    const name = groups.length > 1 ? `${value.name} (${groups[group]!.label})` : value.name
    return lineReading(value, { x, y, decimals, name })
  }

  return (
    <>
      <Plot
        chart={chart}
        height={height}
        name={`${y.label}, ${x.label}`}
        keys={groups.length > 1 ? chartWord.keysAcrossGroups : chartWord.keysAcross}
        isEmpty={spots.every((points) => points.length === 0)}
        find={(place) => nearestPoint(spots, place)}
        move={(key) => movedReading(spots, reading, key)}
        say={(moved) => spokenReading(read(pointAt(moved)!, moved.series))}
        reading={point && spot && <ReadingBox at={spot} width={width} reading={read(point, reading.series)} />}
      >
        <Axes plot={base.plot} xTicks={base.xTicks} yTicks={base.yTicks} xLabel={x.label} yLabel={y.label} />
        <MarkLines layout={base} />
        {layout.groups.map((group, index) => (
          <GroupPoints key={group.label} group={group} index={index} spots={spots[index]!} y={base.y} />
        ))}
        <Lines layout={layout} lines={lines} />
        <MarkLabels layout={base} />
        <Names layout={layout} lines={lines} />
        {spot && reading && (
          <circle
            data-reading
            {...{ cx: spot.x, cy: spot.y, r: 6, strokeWidth: 2 }}
            className={clsx(fillOf[groups[reading.series]!.tone], 'stroke-card')}
          />
        )}
      </Plot>
      {layout.unnamed > 0 && <p className="text-second text-small">{chartWord.unnamed(layout.unnamed)}</p>}
    </>
  )
}

interface LinesProps {
  layout: ReturnType<typeof scatterLayout>
  lines: ScatterLine[]
}

function Lines({ layout, lines }: LinesProps) {
  return layout.lines.map(({ from, to }, index) => (
    <line
      // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order
      key={index}
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      strokeWidth={2}
      strokeLinecap="round"
      strokeDasharray={lines[index]!.isDashed ? '5 4' : undefined}
      className={strokeOf[lines[index]!.tone]}
    />
  ))
}

function Names({ layout, lines }: LinesProps) {
  return (
    <>
      {layout.lines.map(
        ({ label }, index) =>
          label && (
            <PlacedText key={label.text} place={label.place} className={fillOf[lines[index]!.tone]}>
              {label.text}
            </PlacedText>
          ),
      )}
      {layout.names.map(({ text, place }) => (
        <PlacedText key={text} place={place} className="fill-text">
          {text}
        </PlacedText>
      ))}
    </>
  )
}

interface GroupPointsProps {
  group: ScatterGroup
  index: number
  spots: readonly { x: number; y: number }[]
  y: (value: number) => number
}

function GroupPoints({ group, spots, y }: GroupPointsProps) {
  const whiskers = group.points.flatMap(({ low, high }, index) =>
    low == null || high == null
      ? []
      : [
          linePath([
            { x: spots[index]!.x, y: y(low) },
            { x: spots[index]!.x, y: y(high) },
          ]),
        ],
  )
  return (
    <g className={strokeOf[group.tone]} fill="none" strokeLinecap="round">
      {whiskers.length > 0 && <path d={whiskers.join('')} strokeWidth={4} strokeOpacity={0.28} />}
      <path
        d={spots.map((spot) => linePath([spot, spot])).join('')}
        strokeWidth={group.isSmall ? 6 : 9}
        // Overlapping points can be distinguished, and the contrast is at least 3 to 1 in light and dark.
        strokeOpacity={group.isSmall ? 0.8 : 1}
      />
    </g>
  )
}
