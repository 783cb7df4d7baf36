import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A keyboard key. Excluded from the accessible name of the control it is in unless `isRead`. */
export function Kbd({ className, isRead = false, ...rest }: ComponentProps<'kbd'> & { isRead?: boolean }) {
  return (
    <kbd
      aria-hidden={isRead ? undefined : true}
      className={clsx(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-[4px] border border-line border-b-2 bg-card px-1 font-mono font-medium text-[11px] text-second leading-none',
        className,
      )}
      {...rest}
    />
  )
}
