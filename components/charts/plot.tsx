'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { chartWord } from '@/lib/wording/chart'
import type { Spot } from './path'
import type { ReadValues } from './reading'

/** The width of a chart in pixels, 0 until known, and the value that its reader has reached. */
export function useChart<At>() {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [at, setAt] = useState<At | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    setWidth(Math.floor(element.clientWidth))
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width, at, setAt }
}

interface PlotProps<At> {
  chart: ReturnType<typeof useChart<At>>
  height: number
  name: string
  keys: string
  isEmpty: boolean
  /** Returns the value at a position. Null if there is none. */
  find: (place: Spot) => At | null
  /** Returns the value that a key leads to. Null for other keys. */
  move: (key: string) => At | null
  /** Screen reader announcement of a value reached by key. */
  say: (at: At) => string
  onPick?: ((at: At) => void) | undefined
  reading: Omit<ReadingBoxProps, 'width'> | null | undefined
  children: ReactNode
}

/** Surface of a chart: a single tab stop with a fixed height, drawn once its width is known. */
export function Plot<At>(props: PlotProps<At>) {
  const { chart, height, name, keys, isEmpty, find, move, say, onPick, reading, children } = props
  const { ref, width, at, setAt } = chart
  const id = useId()
  const [said, setSaid] = useState('')
  const point = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    setAt(find({ x: event.clientX - left, y: event.clientY - top }))
  }
  const leave = () => setAt(null)
  const pick = onPick && (() => at !== null && onPick(at))

  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isEmpty) return
    if (pick && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      pick()
      return
    }
    const moved = move(event.key)
    if (moved === null) return
    event.preventDefault()
    setAt(moved)
    setSaid(say(moved))
  }

  return (
    // The role passes arrow keys to the chart even if a screen reader would intercept them.
    <div
      ref={ref}
      role="application"
      aria-label={name}
      aria-describedby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step through the values
      tabIndex={0}
      onKeyDown={onKey}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={(event) => event.pointerType === 'mouse' && leave()}
      onBlur={leave}
      onClick={pick}
      style={{ height }}
      className={clsx(
        // The drawn width must not keep the surface from becoming narrower.
        'contain-inline-size relative w-full touch-pan-y select-none rounded-[2px] focus-visible:outline-offset-[6px]',
        onPick && 'cursor-pointer',
      )}
    >
      {width > 0 && !isEmpty && (
        <svg
          aria-hidden
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          className="block overflow-visible text-[12px]"
          data-chart
        >
          {children}
        </svg>
      )}
      {isEmpty && <p className="grid h-full place-items-center text-second">{chartWord.empty}</p>}
      {reading && <ReadingBox width={width} {...reading} />}
      <p id={id} className="sr-only">
        {keys}
      </p>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  )
}

interface ReadingBoxProps {
  at: Spot
  width: number
  values: ReadValues
  /** By default the box is above the position if there is room. */
  isBelow?: boolean
}

/** Box with the values at a position. Shifts sideways near an edge, so that it stays within the chart. */
function ReadingBox({ at, width, values: { title, lines, note }, isBelow = at.y < 96 }: ReadingBoxProps) {
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
