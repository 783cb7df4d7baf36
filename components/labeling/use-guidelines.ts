import { useEffect, useState } from 'react'
import { remember, remembered } from '@/lib/client/remembered'
import type { Seat } from '@/lib/contracts/rating'

/** Whether the project's guidelines differ from those this browser's rater opened last; never for a first visit. */
export function useGuidelines({ slug, guidelines }: Seat['project']) {
  const name = `reassess-guidelines:${slug}`
  const [hasChanged, setHasChanged] = useState(false)
  useEffect(() => {
    if (!guidelines) return
    const last = remembered(name)
    if (last === null) remember(name, guidelines)
    setHasChanged(last !== null && last !== guidelines)
  }, [name, guidelines])
  return {
    hasChanged,
    markRead: () => {
      if (guidelines) remember(name, guidelines)
      setHasChanged(false)
    },
  }
}
