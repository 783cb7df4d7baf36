'use client'

import { useRouter } from 'next/navigation'
import { useWindowKeys } from '@/components/ui/use-window-keys'

export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"], [role="menu"]') !== null

/** Arrow keys and [ ] open the previous and next page. */
export function BrowserKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter()
  useWindowKeys((event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const address = { ArrowLeft: previous, ArrowRight: next, '[': previous, ']': next }[event.key]
    if (!address) return
    event.preventDefault()
    router.push(address)
  })
  return null
}
