import { useEffectEvent, useLayoutEffect } from 'react'

/**
 * Handles keys anywhere on the page, while `isActive`. Listens in a layout effect, so that a key pressed right after a
 * paint is not missed.
 */
export function useWindowKeys(handle: (event: KeyboardEvent) => unknown, isActive = true, capture = false) {
  const onKey = useEffectEvent(handle)
  useLayoutEffect(() => {
    if (!isActive) return
    window.addEventListener('keydown', onKey, { capture })
    return () => window.removeEventListener('keydown', onKey, { capture })
  }, [isActive, capture])
}

/**
 * Handles keys before any other handler on the page, while `isActive`. Dialogs listen on the document, while the event
 * is on its way down.
 */
export const useCapturedKeys = (isActive: boolean, handle: (event: KeyboardEvent) => void) =>
  useWindowKeys(handle, isActive, true)
