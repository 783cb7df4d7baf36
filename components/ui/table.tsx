import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import type { Importance } from './column-fit'
import { FittedFrame } from './fitted-frame'

interface TableProps extends ComponentProps<'table'> {
  label: string
  frameClassName?: string | undefined
  isBusy?: boolean
}

/**
 * A table in its own scrollable frame, so that its head can be sticky. Needs a label. Columns with `columnHead` and
 * `columnCell` are hidden if the frame is too narrow; otherwise the table scrolls.
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

/** Attributes of a head, so that its column can be hidden and rows stacked. Column 0 names the row and always stays. */
export const columnHead = (position: number, importance: Importance = 'normal') => ({
  'data-column': position,
  'data-importance': importance,
  style: position > 0 ? { display: `var(--column-${position}, var(--head-display))` } : undefined,
})

/** Attributes of a cell. Stacked rows show `head` before its content. */
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
