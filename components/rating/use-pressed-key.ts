import { useEffect, useRef } from 'react'

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'])

/** Captures the next key before any other handler on the page, while `isListening`. */
export function usePressedKey(isListening: boolean, take: (key: string) => void) {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      if (modifiers.has(event.key)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!event.repeat) latest.current(event.key)
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => window.removeEventListener('keydown', pressed, { capture: true })
  }, [isListening])
}
