import type { ReadValues } from './line-reading'
import type { Spot } from './path'

interface ReadingBoxProps {
  at: Spot
  width: number
  reading: ReadValues
  /** By default the box is above the position if there is room. */
  isBelow?: boolean
}

/** Box with the values at a position. Shifts sideways near an edge, so that it stays within the chart. */
export function ReadingBox({ at, width, reading: { title, lines, note }, isBelow = at.y < 96 }: ReadingBoxProps) {
  const share = Math.max(0, Math.min(1, at.x / width))
  return (
    <div
      aria-hidden
      style={{
        left: at.x,
        top: at.y + (isBelow ? 12 : -12),
        transform: `translate(${-share * 100}%, ${isBelow ? '0' : '-100%'})`,
      }}
      className="pointer-events-none absolute z-20 w-max max-w-[240px] rounded-control border border-line bg-card px-2.5 py-1.5 text-small shadow-float"
    >
      {title && <p className="font-semibold">{title}</p>}
      <dl className="grid grid-cols-[auto_auto] gap-x-3">
        {lines.map(({ label, text }) => (
          <div key={label} className="contents">
            <dt className="text-second">{label}</dt>
            <dd className="text-right tabular-nums">{text}</dd>
          </div>
        ))}
      </dl>
      {note && <p className="text-second">{note}</p>}
    </div>
  )
}
