import { chartWord, decimalsFor, type ValueFormat, valueText } from '@/lib/wording/chart'
import { percent } from '@/lib/wording/share'
import { type LineLayout, lineLayout } from './line-layout'
import type { ReadValues } from './reading'
import { extent, niceDomain } from './scale'

/** Bins are sorted and do not overlap. Each includes its lower end; the last one includes both. */
export interface Bin {
  from: number
  to: number
  count: number
}

export interface Threshold {
  value: number
  label: string
}

interface Bar {
  x: number
  y: number
  width: number
  height: number
  isBelow: boolean
}

interface HistogramInput {
  bins: readonly Bin[]
  xLabel: string
  yLabel: string
  xFormat?: ValueFormat | undefined
  threshold?: Threshold | undefined
  width: number
  height: number
}

/** Lays out a histogram on the axes of a line chart, with bars centered on their bins. */
export function histogramLayout({ bins, xLabel, yLabel, xFormat, threshold, width, height }: HistogramInput): {
  layout: LineLayout
  bars: Bar[]
} {
  const top = niceDomain([0, Math.max(1, ...bins.map((bin) => bin.count))], 4)[1]
  const layout = lineLayout({
    series: [
      { label: '', tone: 'accent', points: bins.map(({ from, to, count }) => ({ x: (from + to) / 2, y: count })) },
    ],
    x: { label: xLabel, format: xFormat, domain: extent(bins.flatMap(({ from, to }) => [from, to])) },
    y: { label: yLabel, domain: [0, top], isWhole: true },
    marks: threshold ? [{ axis: 'x', ...threshold, tone: 'accent' }] : [],
    width,
    height,
  })
  const bars = bins.map(({ from, to, count }) => {
    const left = layout.x(from)
    const y = layout.y(count)
    return {
      x: left + 0.5,
      y,
      width: Math.max(1, layout.x(to) - left - 1),
      height: layout.plot.bottom - y,
      isBelow: threshold !== undefined && to <= threshold.value + 1e-9,
    }
  })
  return { layout, bars }
}

/** Returns the values of a bin as text. */
export function binReading(
  bins: readonly Bin[],
  index: number,
  input: Pick<HistogramInput, 'xLabel' | 'yLabel' | 'xFormat'>,
): ReadValues {
  const { from, to, count } = bins[index]!
  const total = bins.reduce((sum, bin) => sum + bin.count, 0)
  const decimals = decimalsFor(
    bins.flatMap((bin) => [bin.from, bin.to]),
    input.xFormat,
  )
  const ends = [from, to].map((end) => valueText(end, input.xFormat, decimals))
  return {
    lines: [
      { label: input.xLabel, text: ends.join(' – '), spoken: `${input.xLabel} ${ends.join(' to ')}` },
      { label: input.yLabel, text: valueText(count) },
      ...(total > 0 ? [{ label: chartWord.share, text: percent(count / total) }] : []),
    ],
  }
}
