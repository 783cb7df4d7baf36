import type { ComponentProps } from 'react'
import { Download } from '@/components/ui/generated/icons'
import { type ButtonStyle, buttonStyle } from './button'
import { Link } from './link'

/** A link styled as a button. Separate from Button, so that pages with few links do not load the router's link. */
export function LinkButton(props: ComponentProps<typeof Link> & ButtonStyle) {
  const { tone = 'plain', size = 'normal', className, ...rest } = props
  return <Link className={buttonStyle(tone, size, className)} {...rest} />
}

/** The main action of a page, on another page. */
export const MainLink = (props: ComponentProps<typeof LinkButton>) => <LinkButton tone="main" {...props} />

/** An action of a notice or a row, on another page. */
export const SmallLink = (props: ComponentProps<typeof LinkButton>) => <LinkButton size="small" {...props} />

/** A download styled as a button. A plain link, so that the browser shows its progress. */
export const DownloadLink = ({ size = 'normal', children, ...rest }: ComponentProps<'a'> & ButtonStyle) => (
  <a download className={buttonStyle('plain', size)} {...rest}>
    <Download aria-hidden size={16} />
    {children}
  </a>
)
