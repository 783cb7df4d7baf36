import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'

/**
 * Filters in the URL of a page. `shown`, for their controls, has each change at once, also while its page is loading, and
 * further changes are added to it. `view`, which the server read from the URL, does not have those yet: it says what the
 * page shows.
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
