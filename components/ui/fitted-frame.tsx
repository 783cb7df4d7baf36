'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { buttonStyle } from './button'
import { type FittedColumn, hiddenInStack, hidingOrder } from './column-fit'

interface FittedFrameProps {
  label: string
  isBusy?: boolean | undefined
  className?: string | undefined
  /** A table whose heads have `data-column` (position) and `data-importance`. */
  children: ReactNode
}

/** Below this width in pixels, rows that do not fit are stacked: the name, then the important columns with heads. */
const stackedBelow = 560

interface Fit {
  isStacked: boolean
  /** Heads of the columns that are hidden, or would be without `showsAll`. */
  hidden: string
  count: number
}

const everything: Fit = { isStacked: false, hidden: '', count: 0 }

const headsOf = (frame: HTMLElement) => [...frame.querySelectorAll<HTMLTableCellElement>('thead th[data-column]')]

const columnOf = ({ dataset }: HTMLElement): FittedColumn => ({
  position: Number(dataset.column),
  importance: (dataset.importance as FittedColumn['importance'] | undefined) ?? 'normal',
})

/** Hides columns that do not fit, and stacks rows in a narrow frame. Returns the positions of hidden columns. */
function hideColumns(
  frame: HTMLElement,
  columns: FittedColumn[],
  hide: (positions: readonly number[]) => void,
  isTooWide: () => boolean,
): number[] {
  if (frame.clientWidth < stackedBelow) {
    frame.dataset.stacked = ''
    const hidden = hiddenInStack(columns)
    hide(hidden)
    return hidden
  }
  const order = hidingOrder(columns)
  let count = 0
  for (; count < order.length && isTooWide(); count++) hide(order.slice(0, count + 1))
  return order.slice(0, count)
}

/** Fits the table into its frame, or shows all columns, which then scroll or make stacked rows longer. */
function fitTable(frame: HTMLElement, showsAll: boolean): Fit {
  const heads = headsOf(frame)
  const columns = heads.map(columnOf)
  const table = frame.querySelector('table')
  const isTooWide = () => table !== null && table.offsetWidth > frame.clientWidth + 1
  const headsAt = (positions: readonly number[]) =>
    heads.filter(({ dataset }) => positions.includes(Number(dataset.column)))
  // The style sheet hides the cells with these numbers, counted from 1 within the row.
  const hide = (positions: readonly number[]) => {
    frame.dataset.hidden = headsAt(positions)
      .map(({ cellIndex }) => cellIndex + 1)
      .join(' ')
  }
  delete frame.dataset.stacked
  hide([])
  if (columns.length === 0 || frame.clientWidth === 0 || !isTooWide()) return everything
  const hidden = hideColumns(frame, columns, hide, isTooWide)
  if (showsAll) hide([])
  const names = headsAt(hidden).map(({ textContent }) => textContent.trim())
  return { isStacked: frame.dataset.stacked !== undefined, hidden: names.join(', '), count: names.length }
}

/** Frame of a table that hides the least important columns if it is too narrow, and says so in a line above. */
export function FittedFrame({ label, isBusy, className, children }: FittedFrameProps) {
  const t = useTranslations('common')
  const frame = useRef<HTMLElement>(null)
  const [fit, setFit] = useState(everything)
  const [showsAll, setShowsAll] = useState(false)
  const update = useCallback(() => {
    if (!frame.current) return
    const next = fitTable(frame.current, showsAll)
    setFit((last) => (last.isStacked === next.isStacked && last.hidden === next.hidden ? last : next))
  }, [showsAll])
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
  const word = t(showsAll ? 'hideColumns' : 'showColumns')
  return (
    <>
      {fit.count > 0 && (
        <p className="mb-1.5 flex flex-wrap items-center gap-x-2 text-second text-small">
          <span className="min-w-0">
            {showsAll
              ? t(fit.isStacked ? 'columnsShown' : 'columnsScroll')
              : t('columnsHidden', { count: fit.count, names: fit.hidden })}
          </span>
          <button
            type="button"
            aria-label={`${word}: ${label}`}
            onClick={() => setShowsAll(!showsAll)}
            className={buttonStyle('quiet', 'small', 'mouse:h-6 px-0! text-accent!')}
          >
            {word}
          </button>
        </p>
      )}
      <section
        ref={frame}
        aria-label={label}
        aria-busy={isBusy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        className={clsx(
          'relative overflow-auto rounded-card border border-line bg-card data-stacked:max-h-none!',
          className,
        )}
      >
        {children}
      </section>
    </>
  )
}
