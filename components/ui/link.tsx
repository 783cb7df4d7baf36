'use client'

import NextLink from 'next/link'
import { type ComponentProps, type SyntheticEvent, useState } from 'react'
import { Download } from '@/components/ui/generated/icons'
import { type ButtonStyle, buttonStyle } from './button'

/**
 * The link for all pages. Next prefetches every visible link, about thirty requests for a page with menu and tabs. This
 * one prefetches on hover, touch or focus, which is early enough.
 */
export function Link({ prefetch, onMouseEnter, onTouchStart, onFocus, ...rest }: ComponentProps<typeof NextLink>) {
  const [isMeant, setIsMeant] = useState(false)
  const meant =
    <Event extends SyntheticEvent>(then: ((event: Event) => void) | undefined) =>
    (event: Event) => {
      setIsMeant(true)
      then?.(event)
    }
  return (
    <NextLink
      prefetch={prefetch ?? (isMeant ? null : false)}
      onMouseEnter={meant(onMouseEnter)}
      onTouchStart={meant(onTouchStart)}
      onFocus={meant(onFocus)}
      {...rest}
    />
  )
}

/** A link within a sentence. */
export const TextLink = (props: ComponentProps<typeof NextLink>) => (
  <Link className="text-accent underline underline-offset-2" {...props} />
)

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
