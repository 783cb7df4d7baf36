import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

interface TableProps extends ComponentProps<'table'> {
  label: string
  /** Of the frame in which the table scrolls. */
  frameClassName?: string | undefined
  isBusy?: boolean
}

/** A table that scrolls inside its own frame, so that its head can stick. Give it a label. */
export function Table({ className, label, frameClassName, isBusy, children, ...rest }: TableProps) {
  return (
    <section
      aria-label={label}
      aria-busy={isBusy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={clsx('relative overflow-auto rounded-card border border-line bg-card', frameClassName)}
    >
      <table className={clsx('w-full border-separate border-spacing-0 text-[13px]', className)} {...rest}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </section>
  )
}

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
