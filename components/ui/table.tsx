import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A table that scrolls inside its own frame, so that its head can stick. Give it a label. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-auto rounded-card border border-line bg-card">
      <table className={clsx('w-full border-separate border-spacing-0 text-[13px]', className)} {...rest} />
    </section>
  )
}

export const TableHead = ({ className, ...rest }: ComponentProps<'thead'>) => (
  <thead className={clsx('sticky top-0 z-10 bg-card', className)} {...rest} />
)

export const TableRow = ({ className, ...rest }: ComponentProps<'tr'>) => (
  <tr
    className={clsx('group h-9 hover:bg-page aria-selected:bg-accent-soft [&:last-child>td]:border-b-0', className)}
    {...rest}
  />
)

type Cell = { isNumber?: boolean }

export const HeadCell = ({ isNumber, className, ...rest }: ComponentProps<'th'> & Cell) => (
  <th
    scope="col"
    className={clsx(
      'h-9 whitespace-nowrap border-line border-b px-3 font-medium text-second text-small',
      isNumber ? 'text-right' : 'text-left',
      className,
    )}
    {...rest}
  />
)

export const TableCell = ({ isNumber, className, ...rest }: ComponentProps<'td'> & Cell) => (
  <td
    className={clsx('h-9 border-line border-b px-3', isNumber ? 'text-right tabular-nums' : 'text-left', className)}
    {...rest}
  />
)
