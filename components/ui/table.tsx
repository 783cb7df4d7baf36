import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import type { FittedColumn } from './column-fit'
import { FittedFrame, ScrollFrame } from './fitted-frame'

interface TableProps extends ComponentProps<'table'> {
  label: string
  columns?: readonly FittedColumn[] | undefined
  frameClassName?: string | undefined
  isBusy?: boolean
}

/** Alignment of cells and heads with numbers. */
export const numeric = 'text-end tabular-nums'

/**
 * A table in its own scrollable frame, so that its head can be sticky; its cells are styled in app/globals.css. With
 * `columns`, it hides the least important ones if the frame is too narrow, and stacks its rows in a very narrow frame:
 * then the cell of each row and of the head with `data-name` comes first, other cells show their `data-head` before
 * their content, and those with `data-minor` are hidden. Without `columns`, it scrolls.
 */
export function Table({ className, label, columns, frameClassName, isBusy, children, ...rest }: TableProps) {
  const table = (
    <table data-stacks={columns ? '' : undefined} className={clsx('data-table', className)} {...rest}>
      <caption className="sr-only">{label}</caption>
      {children}
    </table>
  )
  const frame = { label, isBusy, className: frameClassName, children: table }
  return columns ? <FittedFrame columns={columns} {...frame} /> : <ScrollFrame {...frame} />
}
