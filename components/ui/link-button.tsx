import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonLook, buttonLook } from './button'

/** A link that looks like a button. Apart from the button, so that pages of few links do not load the router's. */
export function LinkButton({
  tone = 'plain',
  size = 'normal',
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={buttonLook(tone, size, className)} {...rest} />
}
