'use client'

import NextLink from 'next/link'
import { type ComponentProps, type SyntheticEvent, useState } from 'react'

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
