import { chartWord, intervalText, spoken, spokenInterval, valueText } from '@/lib/wording/chart'
import type { Axis, ChartPoint } from './series'

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
