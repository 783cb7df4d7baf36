import type { ValueFormat } from '@/lib/wording/chart'

export type Tone = 'accent' | 'no' | 'maybe' | 'yes' | 'second'

export interface ChartPoint {
  x: number
  y: number
  /** The ends of the interval around y. */
  low?: number | undefined
  high?: number | undefined
  /** Read beside the values: "threshold 0.45", "12 votes". */
  note?: string | undefined
}

/** Points are in the order of x; those whose y is not finite are left out. */
export interface ChartSeries {
  label: string
  points: ChartPoint[]
  tone: Tone
  /** Points stand alone with bars for intervals; lines carry theirs as a pale band. */
  shape?: 'straight' | 'step' | 'points' | undefined
  isDashed?: boolean | undefined
}

/** A reference line across the plot. */
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
  /** Without it the axis holds what is drawn. */
  domain?: readonly [number, number] | undefined
  /** Ticks at whole numbers only, as for counts; a line over whole x, as iterations are, needs not say so. */
  isWhole?: boolean | undefined
}
