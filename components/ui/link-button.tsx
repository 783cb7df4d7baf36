import type { ComponentProps } from 'react'
import { type ButtonStyle, buttonStyle } from './button'
import { Link } from './link'

/** A link that looks like a button. Apart from the button, so that pages of few links do not load the router's. */
export function LinkButton({
  tone = 'plain',
  size = 'normal',
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonStyle) {
  return <Link className={buttonStyle(tone, size, className)} {...rest} />
}
