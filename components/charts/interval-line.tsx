import { rim } from './axes'
import type { IntervalRow, PlacedRow } from './interval-layout'
import type { Scale } from './scale'
import type { Tone } from './series'
import { fillOf, strokeOf } from './tone'

interface IntervalLineProps {
  row: IntervalRow
  placed: PlacedRow
  x: Scale
  valueX: number
  tone: Tone
}

export function IntervalLine({ row, placed, x, valueX, tone }: IntervalLineProps) {
  const own = row.tone ?? tone
  const { value, low = value, high = value } = row
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
