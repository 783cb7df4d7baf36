import { chartWord, decimalsFor, intervalText, tickText, type ValueFormat, valueText } from '@/lib/wording/chart'
import { textWidth, truncate } from './label-layout'
import { extent, type Interval, linearScale, niceTicks } from './scale'
import type { Tone } from './series'

export interface IntervalRow {
  label: string
  /** Null if undefined, such as agreement without possible disagreement. */
  value: number | null
  low?: number | null | undefined
  high?: number | null | undefined
  note?: string | undefined
  tone?: Tone | undefined
}

export interface PlacedRow {
  label: string
  text: string
  /** Center of the whisker, and base lines of the two texts. */
  y: number
  textY: number
}

export const rowHeight = 32
const axisHeight = 40
const topHeight = (hasReference: boolean) => (hasReference ? 24 : 4)

/** Height in pixels, the same at every width, so that nothing moves once the width is known. */
export const intervalHeight = (rowCount: number, hasReference: boolean): number =>
  topHeight(hasReference) + Math.max(1, rowCount) * rowHeight + axisHeight

/** Below this width, labels get their own line above the whisker. */
const narrow = 560

interface IntervalInput {
  rows: readonly IntervalRow[]
  width: number
  format?: ValueFormat | undefined
  domain?: Interval | undefined
  bounds?: Interval | undefined
  reference?: number | undefined
}

export function intervalLayout(props: IntervalInput) {
  const { rows, width, format = 'number', domain, bounds, reference } = props
  const values = rows.flatMap((row) =>
    row.value === null ? [] : [row.value, row.low ?? row.value, row.high ?? row.value],
  )
  const decimals = decimalsFor(values, format)
  const texts = rows.map((row) => rowText(row, format, decimals))
  const isNarrow = width < narrow
  const labelWidth = Math.min(width * 0.34, Math.max(0, ...rows.map((row) => textWidth(row.label))))
  const valueWidth = Math.max(0, ...texts.map(textWidth))
  const left = isNarrow ? 10 : labelWidth + 20
  const right = isNarrow ? width - 10 : Math.max(left + 60, width - valueWidth - 20)
  const top = topHeight(reference !== undefined)
  const plot = { left, right, top, bottom: top + Math.max(1, rows.length) * rowHeight }
  const count = Math.max(3, Math.min(6, Math.floor((right - left) / 64)))
  const span = domain ?? within(roomy(extent(reference === undefined ? values : [...values, reference])), bounds)
  const x = linearScale(span, [left, right])
  const { values: tickValues, decimals: tickDecimals } = niceTicks(span, count)
  return {
    plot,
    x,
    ticks: tickValues.map((value) => ({ at: x(value), text: tickText(value, format, tickDecimals) })),
    rows: rows.map((row, index): PlacedRow => {
      const rowTop = top + index * rowHeight
      return {
        label: truncate(row.label, isNarrow ? width - textWidth(texts[index]!) - 12 : labelWidth),
        text: texts[index]!,
        y: rowTop + (isNarrow ? 22 : rowHeight / 2),
        textY: rowTop + (isNarrow ? 9 : rowHeight / 2),
      }
    }),
    decimals,
  }
}

/** Adds a margin at both ends, so that no whisker touches a text. */
const roomy = ([from, to]: Interval): Interval => [from - (to - from) * 0.04, to + (to - from) * 0.04]

const within = ([from, to]: Interval, bounds: Interval | undefined): Interval =>
  bounds ? [Math.max(from, bounds[0]), Math.min(to, bounds[1])] : [from, to]

function rowText({ value, low, high }: IntervalRow, format: ValueFormat, decimals: number): string {
  if (value === null) return chartWord.missing
  const text = valueText(value, format, decimals)
  return low == null || high == null ? text : `${text} ${intervalText(low, high, format, decimals)}`
}
