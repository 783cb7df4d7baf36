import { dayText, tickText, type ValueFormat, valueText } from '@/lib/wording/chart'
import { addPathPoints, lineHeight, spread, textWidth, wrapped } from './label-layout'
import { type PlacedChoice, type PlacedMark, placedChoice, placedMarks, topLabels } from './mark-layout'
import type { PlotArea, Spot } from './path'
import {
  dateTicks,
  dayMs,
  extent,
  type Interval,
  linearScale,
  niceDomain,
  niceTicks,
  type Scale,
  shareDomain,
  type Ticks,
  timeTicks,
} from './scale'
import type { Axis, ChartMark, ChartPoint, ChartSeries, ChosenPoint, Tone } from './series'

export interface Tick {
  at: number
  text: string
}

interface EndLabel extends Spot {
  lines: string[]
  text: string
  tone: Tone
}

export interface LineLayout {
  plot: PlotArea
  x: Scale
  y: Scale
  xDomain: Interval
  yDomain: Interval
  xTicks: Tick[]
  xLabel: string
  yTicks: Tick[]
  /** The points that can be drawn, and their pixel positions in `spots`. */
  points: ChartPoint[][]
  spots: Spot[][]
  shapes: ('straight' | 'step' | 'points')[]
  ends: EndLabel[]
  marks: PlacedMark[]
  chosen: PlacedChoice | null
  /** Points along all lines, which labels should avoid. */
  drawn: Spot[]
}

interface LineInput {
  series: readonly ChartSeries[]
  x: Axis
  y: Axis
  marks?: readonly ChartMark[] | undefined
  chosen?: ChosenPoint | null | undefined
  width: number
  height: number
}

const gap = 8
/** Space after the end of the axis, for half of a label such as "30 Nov" or "100%". */
const endRoom = 24

export function lineLayout({ series, x, y, marks = [], chosen, width, height }: LineInput): LineLayout {
  const points = series.map((line) =>
    line.points.filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y)),
  )
  const chosenPoints = chosen ? [chosen] : []
  const along = (axis: 'x' | 'y') => marks.filter((mark) => mark.axis === axis).map((mark) => mark.value)
  const xValues = [...points.flat(), ...chosenPoints].map((point) => point.x).concat(along('x'))
  const moment = momentOf(x, xValues)
  const xDomain = x.domain ?? extent(xValues, moment === null ? undefined : dayMs / 2)
  const yCount = Math.max(2, Math.min(6, Math.floor((height - 70) / 38)))
  const ofY = [...points.flat().flatMap(yValues), ...chosenPoints.map((point) => point.y), ...along('y')]
  const niceY = niceDomain(extent(ofY), yCount)
  const yDomain = y.domain ?? (y.format === 'percent' ? shareDomain(niceY, ofY) : niceY)

  const yTicks = axisTicks(yDomain, yCount, y)
  const left = Math.max(20, ...yTicks.map((tick) => textWidth(tick.text))) + gap
  const room = Math.max(64, Math.min(168, width * 0.3))
  const ends = series.map((line, index) => (points[index]!.length > 0 && line.label ? wrapped(line.label, room) : []))
  const endWidth = Math.max(0, ...ends.flat().map(textWidth))
  const right = Math.max(left + 40, width - (endWidth > 0 ? endWidth + gap : endRoom))

  const xScale = linearScale(xDomain, [left, right])
  const top = topLabels(marks, xScale, left, width)
  const plot = { left, right, top: 26 + top.height, bottom: height - 40 }
  const yScale = linearScale(yDomain, [plot.bottom, plot.top])
  const spots = points.map((line) => line.map((point) => ({ x: xScale(point.x), y: yScale(point.y) })))
  const shapes = series.map(({ shape = 'straight' }, index) =>
    shape !== 'trend' ? shape : points[index]!.length < 3 ? 'points' : 'straight',
  )
  const drawn = spots.flatMap((line, index) => (shapes[index] === 'points' ? line : addPathPoints(line)))
  const xCount = Math.max(2, Math.min(8, Math.floor((right - left) / 76)))
  const isWhole = x.isWhole ?? (!x.domain && points.flat().every((point) => Number.isInteger(point.x)))
  const ground = { plot, x: xScale, y: yScale, drawn }
  const choice = chosen ? placedChoice(chosen, marks, ground) : null

  return {
    plot,
    x: xScale,
    y: yScale,
    xDomain,
    yDomain,
    xTicks:
      moment === null
        ? fitting(placed(axisTicks(xDomain, xCount, { ...x, isWhole }), xScale), width)
        : placed([{ value: moment, text: valueText(moment, x.format) }], xScale),
    xLabel: axisLabel(x, xDomain),
    yTicks: placed(yTicks, yScale),
    points,
    spots,
    shapes,
    ends: endLabels(series, spots, ends, plot),
    marks: placedMarks(marks, top, choice, ground),
    chosen: choice,
    drawn,
  }
}

/** Names the day of a time axis within one day, because only ticks at midnight show theirs. */
function axisLabel({ label, format }: Axis, [from, to]: Interval): string {
  const day = dayText(from)
  return format === 'time' && dayText(to) === day ? `${label}, ${day}` : label
}

/** Returns the only moment on a time axis, which is named instead of round times around it. Null if there is not one. */
function momentOf({ format, domain }: Axis, values: readonly number[]): number | null {
  const [first] = values
  const isTime = format === 'time' || format === 'date'
  return isTime && !domain && first !== undefined && values.every((value) => value === first) ? first : null
}

const yValues = ({ y, low, high }: ChartPoint) => [y, low ?? y, high ?? y]

const ticksOf: { [Format in ValueFormat]?: (domain: Interval, count: number) => Ticks } = {
  date: dateTicks,
  time: timeTicks,
}

function axisTicks(domain: Interval, count: number, { format = 'number', isWhole }: Axis) {
  const { values, decimals } = (ticksOf[format] ?? niceTicks)(domain, count)
  const shown = isWhole && values.some(Number.isInteger) ? values.filter(Number.isInteger) : values
  const needed = shown.every(Number.isInteger) && format === 'number' ? 0 : decimals
  return shown.map((value) => ({ value, text: tickText(value, format, needed) }))
}

const placed = (ticks: { value: number; text: string }[], scale: Scale): Tick[] =>
  ticks.map(({ value, text }) => ({ at: scale(value), text }))

/** Keeps only ticks whose labels fit into the chart without overlapping. */
function fitting(ticks: Tick[], width: number): Tick[] {
  let edge = 0
  return ticks.filter(({ at, text }) => {
    const half = textWidth(text) / 2
    if (at - half < edge || at + half > width) return false
    edge = at + half + gap
    return true
  })
}

function endLabels(series: readonly ChartSeries[], spots: Spot[][], texts: string[][], plot: PlotArea): EndLabel[] {
  const drawn = series.flatMap((line, index) => {
    const last = spots[index]!.at(-1)
    return last && texts[index]!.length > 0 ? [{ line, lines: texts[index]!, last }] : []
  })
  const middles = spread(
    drawn.map(({ last }) => last.y),
    drawn.map(({ lines }) => lines.length * lineHeight),
    plot.top - lineHeight,
    plot.bottom + lineHeight,
  )
  return drawn.map(({ line, lines, last }, index) => ({
    x: last.x + gap,
    y: middles[index]!,
    lines,
    text: line.label,
    tone: line.tone,
  }))
}
