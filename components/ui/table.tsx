import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { FittedFrame } from './fitted-frame'

interface TableProps extends ComponentProps<'table'> {
  label: string
  frameClassName?: string | undefined
  isBusy?: boolean
}

/** Alignment of cells and heads with numbers. */
export const numeric = 'text-end tabular-nums'

/**
 * A table in its own scrollable frame, so that its head can be sticky; its cells are styled in app/globals.css. Columns
 * whose heads have `data-column` (position) are hidden if the frame is too narrow, the least important
 * (`data-importance`) first; otherwise the table scrolls. Cells of the column that names the row have `data-name`, and
 * others have `data-head`, which stacked rows show before their content.
 */
export function Table({ className, label, frameClassName, isBusy, children, ...rest }: TableProps) {
  return (
    <FittedFrame label={label} isBusy={isBusy} className={frameClassName}>
      <table className={clsx('data-table', className)} {...rest}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </FittedFrame>
  )
}
