import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'

/**
 * Filters in the URL of a page. A change is shown at once, and added to earlier changes whose page is still loading:
 * `view`, which the server read from the URL, does not contain those yet.
 */
export function useFilters<View extends object>(view: View, addressOf: (view: View) => string) {
  const router = useRouter()
  const [shown, setShown] = useOptimistic(view)
  const [isLoading, load] = useTransition()
  function show(change: Partial<View>, { scroll = false } = {}) {
    load(() => {
      const next = { ...shown, ...change }
      setShown(next)
      router.push(addressOf(next), { scroll })
    })
  }
  return { shown, isLoading, show }
}
