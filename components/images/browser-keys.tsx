'use client'

import { useRouter } from 'next/navigation'
import { useLayoutEffect } from 'react'

export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"], [role="menu"]') !== null

/** Arrow keys and [ ] open the previous and next page. */
export function BrowserKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter()
  // In a layout effect, so that a key pressed right after the paint starts from the new page.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const address = { ArrowLeft: previous, ArrowRight: next, '[': previous, ']': next }[event.key]
      if (!address) return
      event.preventDefault()
      router.push(address)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [router, previous, next])
  return null
}
