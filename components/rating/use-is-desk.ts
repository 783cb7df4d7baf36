import { useSyncExternalStore } from 'react'

// The width at which the stylesheet puts picture and names side by side.
const query = '(min-width: 52rem)'

function watch(changed: () => void) {
  const media = window.matchMedia(query)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** Whether there is room for picture and names side by side. */
export const useIsDesk = () =>
  useSyncExternalStore(
    watch,
    () => window.matchMedia(query).matches,
    () => true,
  )
