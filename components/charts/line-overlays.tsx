import { PlacedText, rim } from './axes'
import { clearestPlace, type LabelPlace, lineHeight } from './label-layout'
import type { LineLayout } from './line-layout'
import type { PlacedChoice } from './mark-layout'
import { fillOf, strokeOf } from './series'

export function Diagonal({ layout: { x, y, xDomain, yDomain, drawn }, label }: { layout: LineLayout; label: string }) {
  const from = Math.max(xDomain[0], yDomain[0])
  const to = Math.min(xDomain[1], yDomain[1])
  const along = (share: number) => from + (to - from) * share
  // Near a quarter and three quarters of its length, the line usually leaves room for text on one side.
  const places: LabelPlace[] = [
    ...[0.25, 0.5].map((share): LabelPlace => ({ x: x(along(share)) + 16, y: y(along(share)) + 22, anchor: 'start' })),
    ...[0.75, 0.5].map((share): LabelPlace => ({ x: x(along(share)) - 16, y: y(along(share)) - 12, anchor: 'end' })),
  ]
  const place = clearestPlace(places, label, drawn)
  return (
    <g>
      <line x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} strokeDasharray="4 3" className="stroke-second" />
      <PlacedText place={place} className="fill-second">
        {label}
      </PlacedText>
    </g>
  )
}

export function MarkLines({ layout: { marks, plot } }: { layout: LineLayout }) {
  return marks.map((mark) => (
    <line
      key={`${mark.axis} ${mark.label}`}
      {...(mark.axis === 'x'
        ? { x1: mark.at, x2: mark.at, y1: plot.top, y2: plot.bottom }
        : { x1: plot.left, x2: plot.right, y1: mark.at, y2: mark.at })}
      strokeDasharray="4 3"
      className={strokeOf[mark.tone ?? 'second']}
    />
  ))
}

export function MarkLabels({ layout: { marks } }: { layout: LineLayout }) {
  return marks.map((mark) => (
    <PlacedText key={`${mark.axis} ${mark.label}`} place={mark.place} className={fillOf[mark.tone ?? 'second']}>
      {mark.label}
    </PlacedText>
  ))
}

export function EndLabels({ layout: { ends } }: { layout: LineLayout }) {
  return ends.map((end) => (
    <text key={end.text} className={`font-medium ${fillOf[end.tone]} ${rim}`}>
      <title>{end.text}</title>
      {end.lines.map((line, index) => (
        <tspan key={line} x={end.x} y={end.y + (index - (end.lines.length - 1) / 2) * lineHeight} dy="0.35em">
          {line}
        </tspan>
      ))}
    </text>
  ))
}

export function Chosen({ chosen: { at, place, label, tone = 'accent' } }: { chosen: PlacedChoice }) {
  return (
    <g>
      <circle cx={at.x} cy={at.y} r={6} strokeWidth={2.5} className={`fill-card ${strokeOf[tone]}`} />
      <PlacedText place={place} className={`font-medium ${fillOf[tone]}`}>
        {label}
      </PlacedText>
    </g>
  )
}
