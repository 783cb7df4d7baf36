import type { ValueFormat } from '@/lib/wording/chart'

export type Tone = 'accent' | 'no' | 'maybe' | 'yes' | 'second'

export interface ChartPoint {
  x: number
  y: number
  /** Ends of the interval around y. Null or undefined if it has none. */
  low?: number | null | undefined
  high?: number | null | undefined
  /** Shown beside the values, such as "threshold 0.45" or "12 votes". */
  note?: string | undefined
}

/** Points are sorted by x. Those with a non-finite y are left out. */
export interface ChartSeries {
  label: string
  points: ChartPoint[]
  tone: Tone
  /** Points have whiskers for intervals; lines have a pale band. A trend is a line if it has at least three points. */
  shape?: 'straight' | 'step' | 'points' | 'trend' | undefined
  isDashed?: boolean | undefined
}

export interface ChartMark {
  axis: 'x' | 'y'
  value: number
  label: string
  tone?: Tone
}

export interface ChosenPoint {
  x: number
  y: number
  label?: string
  tone?: Tone
}

export interface Axis {
  label: string
  format?: ValueFormat | undefined
  /** Defaults to the range of the data. */
  domain?: readonly [number, number] | undefined
  /** Ticks only at whole numbers, as for counts. Implied if all x are whole, as for iterations. */
  isWhole?: boolean | undefined
}

export const strokeOf: Record<Tone, string> = {
  accent: 'stroke-accent',
  no: 'stroke-no',
  maybe: 'stroke-maybe',
  yes: 'stroke-yes',
  second: 'stroke-second',
}

export const fillOf: Record<Tone, string> = {
  accent: 'fill-accent',
  no: 'fill-no',
  maybe: 'fill-maybe',
  yes: 'fill-yes',
  second: 'fill-second',
}
