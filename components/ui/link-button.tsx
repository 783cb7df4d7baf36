import type { ComponentProps } from 'react'
import { type ButtonStyle, buttonStyle } from './button'
import { Link } from './link'

/** A link styled as a button. Separate from Button, so that pages with few links do not load the router's link. */
export function LinkButton({
  tone = 'plain',
  size = 'normal',
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonStyle) {
  return <Link className={buttonStyle(tone, size, className)} {...rest} />
}
