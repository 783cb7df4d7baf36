'use client'

import { useRouter } from 'next/navigation'
import { useWindowKeys } from '@/components/ui/use-window-keys'
import { shortcutKey } from '@/lib/client/workspace/pressed-key'

/** Arrow keys and [ ] open the previous and next page. */
export function BrowserKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter()
  useWindowKeys((event) => {
    const address = { ArrowLeft: previous, ArrowRight: next, '[': previous, ']': next }[shortcutKey(event) ?? '']
    if (!address) return
    event.preventDefault()
    router.push(address)
  })
  return null
}
