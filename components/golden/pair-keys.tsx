'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Down and up, or j and k, walk through the pairs while no field has the focus. */
export function PairKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [role=menu], [role=dialog]')
      )
        return
      const isNext = event.key === 'ArrowDown' || event.key === 'j'
      const isPrevious = event.key === 'ArrowUp' || event.key === 'k'
      const address = isNext ? next : isPrevious ? previous : null
      if (!address) return
      event.preventDefault()
      router.push(address, { scroll: false })
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [router, previous, next])
  return null
}
