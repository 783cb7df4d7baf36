import { chartWord, intervalText, spoken, spokenInterval, valueText } from '@/lib/wording/chart'
import type { Spot } from './path'
import type { Axis, ChartPoint } from './series'

export interface Reading {
  series: number
  index: number
}

/** Returns the point nearest to a position in pixels, the last of equally near ones. */
export function nearestPoint(spots: readonly (readonly Spot[])[], place: Spot, xWeight = 1): Reading | null {
  let nearest: Reading | null = null
  let smallest = Number.POSITIVE_INFINITY
  for (const [series, points] of spots.entries()) {
    for (let index = 0; index < points.length; index++) {
      const distance = (xWeight * (points[index]!.x - place.x)) ** 2 + (points[index]!.y - place.y) ** 2
      if (distance > smallest) continue
      smallest = distance
      nearest = { series, index }
    }
  }
  return nearest
}

/**
 * Returns the point of a line nearest to a position. Distance along x counts twice, because readers look for a position
 * on the axis; height only separates lines, or points of a steep one.
 */
export const nearestReading = (spots: readonly (readonly Spot[])[], place: Spot) => nearestPoint(spots, place, 2)

/** Returns the point that a key leads to. Null for other keys or without points. */
export function movedReading(
  spots: readonly (readonly Spot[])[],
  reading: Reading | null,
  key: string,
): Reading | null {
  const filled = spots.flatMap((points, series) => (points.length > 0 ? [series] : []))
  if (filled.length === 0) return null
  if (key === 'ArrowUp' || key === 'ArrowDown') return otherSeries(spots, filled, reading, key === 'ArrowUp' ? -1 : 1)
  const series = reading && spots[reading.series]?.length ? reading.series : filled[0]!
  const last = spots[series]!.length - 1
  const from = reading ? Math.min(reading.index, last) : null
  const index = movedIndex(last, from, key)
  return index === null ? null : { series, index }
}

/** Returns the index from 0 to `last` that a key leads to. Page keys move by a tenth. */
export function movedIndex(last: number, from: number | null, key: string): number | null {
  const page = Math.max(1, Math.round(last / 10))
  const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageDown: page, PageUp: -page }
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (!Object.hasOwn(moves, key)) return null
  if (from === null) return moves[key]! > 0 ? 0 : last
  return Math.max(0, Math.min(last, from + moves[key]!))
}

function otherSeries(
  spots: readonly (readonly Spot[])[],
  filled: readonly number[],
  reading: Reading | null,
  step: number,
): Reading {
  if (!reading || !spots[reading.series]?.length) return { series: filled[0]!, index: 0 }
  const position = filled.indexOf(reading.series)
  const series = filled[(position + step + filled.length) % filled.length]!
  if (series === reading.series) return reading
  const { x } = spots[reading.series]![Math.min(reading.index, spots[reading.series]!.length - 1)]!
  let index = 0
  for (const [candidate, spot] of spots[series]!.entries()) {
    if (Math.abs(spot.x - x) < Math.abs(spots[series]![index]!.x - x)) index = candidate
  }
  return { series, index }
}

export interface ReadValues {
  title?: string | undefined
  lines: { label: string; text: string; spoken?: string }[]
  note?: string | undefined
}

interface Reader {
  x: Axis
  y: Axis
  decimals: number
  name?: string | undefined
}

/** Returns the values of a point as text. */
export function lineReading(point: ChartPoint, { x, y, decimals, name }: Reader): ReadValues {
  const { low, high } = point
  const lines: ReadValues['lines'] = [
    { label: x.label, text: valueText(point.x, x.format) },
    { label: y.label, text: valueText(point.y, y.format, decimals) },
  ]
  if (low != null && high != null) {
    lines.push({
      label: chartWord.interval,
      text: intervalText(low, high, y.format, decimals),
      spoken: spokenInterval(low, high, y.format, decimals),
    })
  }
  return { title: name, lines, note: point.note }
}

export const spokenReading = ({ title, lines, note }: ReadValues): string =>
  spoken([title, ...lines.map((line) => line.spoken ?? `${line.label} ${line.text}`), note])
