import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A checkbox without a visible label, such as that of a row. On touch screens, the label makes its target 44 pixels wide and high. */
export const BareCheckbox = ({ className, ...rest }: ComponentProps<'input'> & { 'aria-label': string }) => (
  <label className="relative block w-fit print:hidden touch:before:absolute touch:before:-inset-2.5">
    <input type="checkbox" className={clsx('relative z-10 block touch:size-6', className)} {...rest} />
  </label>
)
