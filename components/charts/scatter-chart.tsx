'use client'

import { clsx } from 'clsx'
import { useMemo } from 'react'
import { chartWord } from '@/lib/wording/chart'
import { Axes, PlacedText } from './axes'
import { LineSeries } from './line-chart'
import { MarkLabels, MarkLines } from './line-overlays'
import { useChart } from './plot'
import { PointPlot } from './point-plot'
import { nearestPoint, type Reading } from './reading'
import { type ScatterGroup, type ScatterLine, scatterLayout } from './scatter-layout'
import { type Axis, type ChartMark, fillOf } from './series'

interface ScatterChartProps {
  /** Drawn in this order, the last ones on top. */
  groups: ScatterGroup[]
  lines?: ScatterLine[]
  marks?: ChartMark[]
  x: Axis
  y: Axis
  height: number
}

const none: never[] = []

/** Points by two values, with straight lines. */
export function ScatterChart({ groups, lines = none, marks, x, y, height }: ScatterChartProps) {
  const chart = useChart<Reading>()
  const { width, at: reading } = chart
  const layout = useMemo(
    () => scatterLayout({ groups, lines, marks, x, y, width: width || 640, height }),
    [groups, lines, marks, x, y, width, height],
  )
  const { base, points } = layout
  const spots = base.spots.slice(0, groups.length)
  const spot = reading && spots[reading.series]?.[reading.index]

  return (
    <>
      <PointPlot
        {...{ chart, points, spots, x, y, height }}
        keys={groups.length > 1 ? chartWord.keysAcrossGroups : chartWord.keysAcross}
        nearest={nearestPoint}
        nameOf={({ name }, group) => (groups.length > 1 ? `${name} (${groups[group]!.label})` : name)}
      >
        <Axes plot={base.plot} xTicks={base.xTicks} yTicks={base.yTicks} xLabel={x.label} yLabel={y.label} />
        <MarkLines layout={base} />
        {groups.map((group, index) => (
          <LineSeries
            key={group.label}
            line={group}
            index={index}
            layout={base}
            dotSize={group.isSmall ? 6 : 9}
            // Overlapping points can be distinguished, and the contrast is at least 3 to 1 in light and dark.
            dotOpacity={group.isSmall ? 0.8 : 1}
          />
        ))}
        {lines.map((line, index) => (
          <LineSeries key={line.from.x} line={line} index={groups.length + index} layout={base} dotSize={0} />
        ))}
        <MarkLabels layout={base} />
        <Names layout={layout} lines={lines} />
        {spot && reading && (
          <circle
            data-reading
            {...{ cx: spot.x, cy: spot.y, r: 6, strokeWidth: 2 }}
            className={clsx(fillOf[groups[reading.series]!.tone], 'stroke-card')}
          />
        )}
      </PointPlot>
      {layout.unnamed > 0 && <p className="text-second text-small">{chartWord.unnamed(layout.unnamed)}</p>}
    </>
  )
}

function Names({ layout, lines }: { layout: ReturnType<typeof scatterLayout>; lines: ScatterLine[] }) {
  return (
    <>
      {layout.lineNames.map(
        (name, index) =>
          name && (
            <PlacedText key={name.text} place={name.place} className={fillOf[lines[index]!.tone]}>
              {name.text}
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
