import type { Tick } from './line-layout'
import type { PlotArea } from './path'

interface AxesProps {
  plot: PlotArea
  xTicks: Tick[]
  yTicks: Tick[]
  xLabel: string
  yLabel: string
}

export function Axes({ plot, xTicks, yTicks, xLabel, yLabel }: AxesProps) {
  return (
    <g className="fill-second tabular-nums">
      {yTicks.map(({ at, text }) => (
        <g key={at}>
          <line x1={plot.left} x2={plot.right} y1={at} y2={at} className="stroke-line" />
          <text x={plot.left - 8} y={at} dy="0.35em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} className="stroke-edge" />
      {xTicks.map(({ at, text }) => (
        <g key={at}>
          <line x1={at} x2={at} y1={plot.bottom} y2={plot.bottom + 4} className="stroke-edge" />
          <text x={at} y={plot.bottom + 17} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text x={0} y={12} className="fill-text">
        {yLabel}
      </text>
      <text x={plot.right} y={plot.bottom + 34} textAnchor="end" className="fill-text">
        {xLabel}
      </text>
    </g>
  )
}

/** Gives text over lines an outline in the page color, so that it stays readable. */
export const rim = 'stroke-page [paint-order:stroke] [stroke-linejoin:round] [stroke-width:4px]'

interface PlacedTextProps {
  place: { x: number; y: number; anchor: 'start' | 'middle' | 'end' }
  className: string
  children: string | undefined
}

/** A text over lines, with an outline. */
export const PlacedText = ({ place, className, children }: PlacedTextProps) => (
  <text x={place.x} y={place.y} textAnchor={place.anchor} className={`${className} ${rim}`}>
    {children}
  </text>
)
