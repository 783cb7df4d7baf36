import { useEffect, useRef } from 'react'

/** Calls `open` when `a` is pressed and no field has the focus. */
export function useAddKey(isListening: boolean, open: () => void) {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      const isField =
        event.target instanceof HTMLElement && event.target.closest('textarea, select, input:not([type=radio])')
      if (isField || event.key.toLowerCase() !== 'a') return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isListening])
}
