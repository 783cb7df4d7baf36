import { useEffect, useRef } from 'react'

/** Calls `act` when the letter is pressed and no field has the focus. */
export function useKey(letter: string, isListening: boolean, act: () => void) {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      const isField =
        event.target instanceof HTMLElement && event.target.closest('textarea, select, input:not([type=radio])')
      if (isField || event.key.toLowerCase() !== letter) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [letter, isListening])
}
