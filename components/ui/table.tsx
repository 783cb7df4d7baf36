import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import type { Importance } from './column-fit'
import { FittedFrame } from './fitted-frame'

interface TableProps extends ComponentProps<'table'> {
  label: string
  /** Of the frame in which the table scrolls. */
  frameClassName?: string | undefined
  isBusy?: boolean
}

/**
 * A table in a frame of its own, so that its head can stick. Give it a label. Columns whose heads and cells carry
 * `columnHead` and `columnCell` give way where the frame is too narrow; without them the table scrolls.
 */
export function Table({ className, label, frameClassName, isBusy, children, ...rest }: TableProps) {
  return (
    <FittedFrame label={label} isBusy={isBusy} className={frameClassName}>
      <table className={clsx('w-full border-separate border-spacing-0 text-[13px]', className)} {...rest}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </FittedFrame>
  )
}

/** For a head: its column may be hidden, and rows may be stacked. The first column, 0, names the row and always stays. */
export const columnHead = (position: number, importance: Importance = 'normal') => ({
  'data-column': position,
  'data-importance': importance,
  style: position > 0 ? { display: `var(--column-${position}, var(--head-display))` } : undefined,
})

/** For a cell of that column; `head` stands before it where rows are stacked. */
export const columnCell = (position: number, head: string) =>
  position === 0
    ? { 'data-name': '' }
    : { 'data-head': head, style: { display: `var(--column-${position}, var(--cell-display))` } }

export const TableHead = ({ className, ...rest }: ComponentProps<'thead'>) => (
  <thead className={clsx('sticky top-0 z-10 bg-card', className)} {...rest} />
)

export const TableRow = ({ className, ...rest }: ComponentProps<'tr'>) => (
  <tr
    className={clsx(
      'group h-9 bg-card hover:bg-page aria-selected:bg-accent-soft [&:last-child>*]:border-b-0',
      className,
    )}
    {...rest}
  />
)

type Cell = { isNumber?: boolean | undefined }

export const HeadCell = ({ isNumber, className, ...rest }: ComponentProps<'th'> & Cell) => (
  <th
    scope="col"
    className={clsx(
      'h-9 text-balance border-line border-b px-3 py-1 font-medium text-second text-small leading-4',
      isNumber ? 'text-end' : 'text-start',
      className,
    )}
    {...rest}
  />
)

export const TableCell = ({ isNumber, className, ...rest }: ComponentProps<'td'> & Cell) => (
  <td
    className={clsx('h-9 border-line border-b px-3', isNumber ? 'text-end tabular-nums' : 'text-start', className)}
    {...rest}
  />
)
