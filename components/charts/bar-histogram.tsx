'use client'

import { useMemo } from 'react'
import { chartWord, type ValueFormat } from '@/lib/wording/chart'
import { Axes } from './axes'
import { type Bin, binReading, histogramLayout, type Threshold } from './histogram-layout'
import { MarkLabels, MarkLines } from './line-overlays'
import { Plot, useChart } from './plot'
import { movedIndex, spokenReading } from './reading'

interface BarHistogramProps {
  bins: Bin[]
  /** Name of the binned value, such as "Score". */
  xLabel: string
  /** Name of what is counted, such as "Pairs". */
  yLabel: string
  xFormat?: ValueFormat
  /** Drawn as a line; bins below it are paler. */
  threshold?: Threshold
  height?: number
}

export function BarHistogram(props: BarHistogramProps) {
  const { bins, xLabel, yLabel, xFormat, threshold, height = 220 } = props
  const chart = useChart<number>()
  const { width, at: index } = chart
  const { layout, bars } = useMemo(
    () => histogramLayout({ bins, xLabel, yLabel, xFormat, threshold, width: width || 640, height }),
    [bins, xLabel, yLabel, xFormat, threshold, width, height],
  )
  const bar = index === null ? undefined : bars[index]
  const read = (at: number) => binReading(bins, at, { xLabel, yLabel, xFormat })

  function barAt(x: number) {
    const found = bars.findIndex((candidate) => x >= candidate.x - 0.5 && x < candidate.x + candidate.width + 0.5)
    return found < 0 ? null : found
  }

  return (
    <Plot
      chart={chart}
      height={height}
      name={`${yLabel}, ${xLabel}`}
      keys={chartWord.keysAcross}
      isEmpty={bins.length === 0}
      find={({ x }) => barAt(x)}
      move={(key) => movedIndex(bins.length - 1, index, key)}
      say={(moved) => spokenReading(read(moved))}
      reading={bar && index !== null ? { at: { x: bar.x + bar.width / 2, y: bar.y }, values: read(index) } : null}
    >
      <Axes plot={layout.plot} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={layout.xLabel} yLabel={yLabel} />
      {bars.map(({ isBelow, ...shape }, index) => (
        <rect key={bins[index]!.from} {...shape} fillOpacity={isBelow ? 0.35 : 1} className="fill-accent" />
      ))}
      <MarkLines layout={layout} />
      <MarkLabels layout={layout} />
      {bar && (
        <rect
          data-reading
          x={bar.x}
          y={layout.plot.top}
          width={bar.width}
          height={layout.plot.bottom - layout.plot.top}
          className="fill-text"
          fillOpacity={0.1}
        />
      )}
    </Plot>
  )
}
