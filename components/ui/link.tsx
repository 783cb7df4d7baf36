'use client'

import NextLink from 'next/link'
import { type ComponentProps, type SyntheticEvent, useState } from 'react'

/**
 * The link of every page. Next asks the server about each link that can be seen, which is some thirty requests for a
 * page with menu and tabs; this one asks when a pointer, a finger or the focus comes to it, which is soon enough.
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
