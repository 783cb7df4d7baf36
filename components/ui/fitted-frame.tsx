'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { buttonStyle } from './button'
import { type FittedColumn, hiddenInStack, hidingOrder } from './column-fit'

interface ScrollFrameProps extends ComponentProps<'section'> {
  label: string
  isBusy?: boolean | undefined
  children: ReactNode
}

/** A named region that scrolls. Paper shows all of it. */
export const ScrollFrame = ({ label, isBusy, className, ...rest }: ScrollFrameProps) => (
  <section
    aria-label={label}
    aria-busy={isBusy}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    tabIndex={0}
    className={clsx(
      'relative overflow-auto rounded-card border border-line bg-card print:max-h-none! print:overflow-visible',
      className,
    )}
    {...rest}
  />
)

/** Hides columns until the table fits into its frame. Returns their positions, or null if rows are stacked. */
function fitTable(frame: HTMLElement, columns: readonly FittedColumn[], showsAll: boolean): number[] | null {
  const table = frame.querySelector('table')!
  const isTooWide = () => table.offsetWidth > frame.clientWidth + 1
  // The style sheet hides the cells with these numbers, counted from 1 within the row.
  const firstCell = table.querySelector('thead [data-choice]') ? 2 : 1
  const hide = (positions: readonly number[]) => {
    frame.dataset.hidden = positions.map((position) => position + firstCell).join(' ')
  }
  hide([])
  if (getComputedStyle(table).display === 'block') return null
  const order = hidingOrder(columns)
  let count = 0
  for (; count < order.length && isTooWide(); count++) hide(order.slice(0, count + 1))
  if (showsAll) hide([])
  return order.slice(0, count)
}

interface FittedFrameProps extends ScrollFrameProps {
  columns: readonly FittedColumn[]
}

/**
 * Frame of a table that hides the least important columns if it is too narrow, and says so in a line above. In a very
 * narrow frame, the style sheet stacks rows and hides cells with `data-minor`, so that nothing moves once scripts run.
 */
export function FittedFrame({ columns, className, ...rest }: FittedFrameProps) {
  const frame = useRef<HTMLElement>(null)
  /** Null if rows are stacked, or not measured yet. */
  const [hidden, setHidden] = useState<number[] | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const update = useCallback(() => {
    if (!frame.current) return
    const next = fitTable(frame.current, columns, showsAll)
    setHidden((last) => (last && next && String(last) === String(next) ? last : next))
  }, [columns, showsAll])
  // Runs after every render, because rows and columns may have changed.
  useLayoutEffect(update)
  useLayoutEffect(() => {
    if (!frame.current) return
    let width = frame.current.clientWidth
    const observer = new ResizeObserver(() => {
      if (!frame.current || frame.current.clientWidth === width) return
      width = frame.current.clientWidth
      update()
    })
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [update])
  return (
    <div className="@container/fitted">
      <HiddenColumns
        label={rest.label}
        columns={columns}
        positions={hidden ?? hiddenInStack(columns)}
        isStacked={hidden === null}
        showsAll={showsAll}
        onToggle={() => setShowsAll(!showsAll)}
      />
      <ScrollFrame
        ref={frame}
        data-shows-all={showsAll || undefined}
        className={clsx('stacked:max-h-none!', className)}
        {...rest}
      />
    </div>
  )
}

interface HiddenColumnsProps {
  label: string
  columns: readonly FittedColumn[]
  /** Positions of the columns that are hidden, or would be without `showsAll`. */
  positions: number[]
  /** Whether the line is only for stacked rows. */
  isStacked: boolean
  showsAll: boolean
  onToggle: () => void
}

function HiddenColumns({ label, columns, positions, isStacked, showsAll, onToggle }: HiddenColumnsProps) {
  const t = useTranslations('common')
  if (positions.length === 0) return null
  const word = t(showsAll ? 'hideColumns' : 'showColumns')
  const names = columns.flatMap(({ name }, position) => (positions.includes(position) ? [name] : []))
  return (
    <p
      className={clsx(
        'noscript:hidden mb-1.5 flex-wrap items-center gap-x-2 text-second text-small',
        isStacked ? 'hidden stacked:flex' : 'flex',
      )}
    >
      <span className="min-w-0">
        {showsAll
          ? t(isStacked ? 'columnsShown' : 'columnsScroll')
          : t('columnsHidden', { count: names.length, names: names.join(', ') })}
      </span>
      <button
        type="button"
        aria-label={`${word}: ${label}`}
        onClick={onToggle}
        className={buttonStyle('quiet', 'small', 'mouse:h-6 px-0! text-accent!')}
      >
        {word}
      </button>
    </p>
  )
}
