import { useEffect, useEffectEvent } from 'react'

/** Handles keys before any other handler on the page, such as that of a dialog, while `isActive`. */
export function useCapturedKeys(isActive: boolean, handle: (event: KeyboardEvent) => void) {
  const onKey = useEffectEvent(handle)
  useEffect(() => {
    if (!isActive) return
    // Dialogs listen on the document, while the event is on its way down.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [isActive])
}
