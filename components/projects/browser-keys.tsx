'use client'

import { useRouter } from 'next/navigation'
import { useLayoutEffect } from 'react'

interface BrowserKeysProps {
  previous: string | null
  next: string | null
  previousImage: string | null
  nextImage: string | null
  close: string | null
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"], [role="menu"]') !== null

/** Arrows step through images while one is open, else through pages; [ and ] always turn pages; Escape closes the image. */
export function BrowserKeys({ previous, next, previousImage, nextImage, close }: BrowserKeysProps) {
  const router = useRouter()
  // Before the new page is painted, so that a key pressed at once turns from there and not from the page before.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const address = {
        ArrowLeft: close ? previousImage : previous,
        ArrowRight: close ? nextImage : next,
        '[': previous,
        ']': next,
        Escape: close,
      }[event.key]
      if (!address) return
      event.preventDefault()
      router.push(address, { scroll: !close && address !== close })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [router, previous, next, previousImage, nextImage, close])
  return null
}
