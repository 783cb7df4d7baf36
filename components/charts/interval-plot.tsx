'use client'

import { useMemo } from 'react'
import { chartWord, spoken, spokenInterval, type ValueFormat, valueText } from '@/lib/wording/chart'
import { rim } from './axes'
import { type IntervalRow, intervalHeight, intervalLayout, type PlacedRow, rowHeight } from './interval-layout'
import { textWidth } from './label-layout'
import type { Spot } from './path'
import { Plot, useChart } from './plot'
import { movedIndex } from './reading'
import type { Scale } from './scale'
import { fillOf, strokeOf, type Tone } from './series'

interface IntervalPlotProps {
  /** Up to about 30. */
  rows: IntervalRow[]
  /** Name of the values, such as "Average precision". */
  valueLabel: string
  format?: ValueFormat | undefined
  /** Defaults to the range of the data. */
  domain?: readonly [number, number] | undefined
  /** Limits of possible values; the axis does not extend beyond them. */
  bounds?: readonly [number, number] | undefined
  reference?: { value: number; label: string } | undefined
  tone?: Tone | undefined
  onPick?: ((rowIndex: number) => void) | undefined
}

const turned: Record<string, string> = { ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft' }

export function IntervalPlot(props: IntervalPlotProps) {
  const { rows, valueLabel, format, domain, bounds, reference, tone = 'accent', onPick } = props
  const chart = useChart<number>()
  const { width, at: reading } = chart
  const height = intervalHeight(rows.length, reference !== undefined)
  const layout = useMemo(
    () => intervalLayout({ rows, width: width || 640, format, domain, bounds, reference: reference?.value }),
    [rows, width, format, domain, bounds, reference],
  )
  const { plot, x, decimals } = layout

  const row = reading === null ? undefined : rows[reading]
  const placed = layout.rows[reading ?? 0]!

  const rowAt = ({ y }: Spot) => {
    const index = Math.floor((y - plot.top) / rowHeight)
    return index >= 0 && index < rows.length ? index : null
  }

  return (
    <Plot
      chart={chart}
      height={height}
      name={valueLabel}
      keys={chartWord.keysDown}
      isEmpty={rows.length === 0}
      find={rowAt}
      move={(key) => movedIndex(rows.length - 1, reading, turned[key] ?? key)}
      say={(moved) => spokenRow(rows[moved]!, format, decimals)}
      onPick={onPick}
      reading={
        row && (row.note || row.label !== placed?.label)
          ? {
              at: { x: row.value === null ? width / 2 : x(row.value), y: placed.y },
              isBelow: true,
              values: { title: row.label, lines: [], note: row.note },
            }
          : null
      }
    >
      {row && reading !== null && <RowGround top={plot.top + reading * rowHeight} width={width} />}
      <ValueAxis layout={layout} label={valueLabel} />
      {reference && <Reference {...reference} layout={layout} width={width} />}
      {layout.rows.map((placed, index) => (
        <IntervalLine key={rows[index]!.label} row={rows[index]!} placed={placed} x={x} valueX={width} tone={tone} />
      ))}
    </Plot>
  )
}

function spokenRow({ label, value, low, high, note }: IntervalRow, format: ValueFormat | undefined, decimals: number) {
  const text = value === null ? chartWord.noValue : valueText(value, format, decimals)
  const hasInterval = value !== null && low != null && high != null
  return spoken([`${label} ${text}`, hasInterval ? spokenInterval(low, high, format, decimals) : '', note])
}

function RowGround({ top, width }: { top: number; width: number }) {
  return (
    <rect
      data-reading
      x={-8}
      y={top}
      width={width + 16}
      height={rowHeight}
      rx={6}
      className="fill-text"
      fillOpacity={0.06}
    />
  )
}

type Layout = ReturnType<typeof intervalLayout>

function ValueAxis({ layout: { ticks, plot }, label }: { layout: Layout; label: string }) {
  return (
    <g className="fill-second tabular-nums">
      {ticks.map(({ at, text }) => (
        <g key={at}>
          <line x1={at} x2={at} y1={plot.top} y2={plot.bottom} className="stroke-line" />
          <text x={at} y={plot.bottom + 16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text x={plot.right} y={plot.bottom + 34} textAnchor="end" className="fill-text">
        {label}
      </text>
    </g>
  )
}

type ReferenceProps = { value: number; label: string; layout: Layout; width: number }

function Reference({ value, label, layout: { plot, x }, width }: ReferenceProps) {
  return (
    <g>
      <line
        x1={x(value)}
        x2={x(value)}
        y1={plot.top - 4}
        y2={plot.bottom}
        strokeDasharray="4 3"
        className="stroke-second"
      />
      <text
        x={Math.max(0, Math.min(width - textWidth(label), x(value) - textWidth(label) / 2))}
        y={12}
        className="fill-second"
      >
        {label}
      </text>
    </g>
  )
}

interface IntervalLineProps {
  row: IntervalRow
  placed: PlacedRow
  x: Scale
  valueX: number
  tone: Tone
}

function IntervalLine({ row, placed, x, valueX, tone }: IntervalLineProps) {
  const own = row.tone ?? tone
  const { value } = row
  const [low, high] = [row.low ?? value, row.high ?? value]
  return (
    <g>
      <text x={0} y={placed.textY} dy="0.35em" className={`fill-text ${rim}`}>
        {placed.label !== row.label && <title>{row.label}</title>}
        {placed.label}
      </text>
      {value !== null && low !== null && high !== null && (
        <g>
          <line
            x1={x(low)}
            x2={x(high)}
            y1={placed.y}
            y2={placed.y}
            strokeWidth={6}
            strokeOpacity={0.28}
            strokeLinecap="round"
            className={strokeOf[own]}
          />
          <circle cx={x(value)} cy={placed.y} r={4} className={fillOf[own]} />
        </g>
      )}
      <text x={valueX} y={placed.textY} dy="0.35em" textAnchor="end" className={`fill-text tabular-nums ${rim}`}>
        {placed.text}
      </text>
    </g>
  )
}
