'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useId } from 'react'
import { chartWord } from '@/lib/wording/chart'
import type { Spot } from './path'

interface PlotProps {
  ref: RefObject<HTMLDivElement | null>
  width: number
  height: number
  name: string
  keys: string
  /** Screen reader announcement of the value reached by key. */
  said: string
  isEmpty: boolean
  onKey: (event: KeyboardEvent) => void
  onPoint: (place: Spot) => void
  onLeave: () => void
  onPick?: (() => void) | undefined
  reading?: ReactNode | undefined
  children: ReactNode
}

/** Surface of a chart: a single tab stop with a fixed height, drawn once its width is known. */
export function Plot({
  ref,
  width,
  height,
  name,
  keys,
  said,
  isEmpty,
  onKey,
  onPoint,
  onLeave,
  onPick,
  reading,
  children,
}: PlotProps) {
  const id = useId()
  const point = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    onPoint({ x: event.clientX - left, y: event.clientY - top })
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
      onPointerLeave={(event) => event.pointerType === 'mouse' && onLeave()}
      onBlur={onLeave}
      onClick={onPick}
      style={{ height }}
      className={clsx(
        'relative w-full touch-pan-y select-none rounded-[2px] focus-visible:outline-offset-[6px]',
        onPick && 'cursor-pointer',
      )}
    >
      {width > 0 && !isEmpty && (
        <svg aria-hidden width={width} height={height} className="block overflow-visible text-[12px]" data-chart>
          {children}
        </svg>
      )}
      {isEmpty && <p className="grid h-full place-items-center text-second">{chartWord.empty}</p>}
      {reading}
      <p id={id} className="sr-only">
        {keys}
      </p>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  )
}
