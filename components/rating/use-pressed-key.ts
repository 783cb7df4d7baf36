import { useEffect, useRef } from 'react'

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'])

/** While listening, takes the next key before anybody else on the page hears of it. */
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
