import { useCapturedKeys } from '@/components/ui/use-captured-keys'

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'])

/** Captures the next key before any other handler on the page, while `isListening`. */
export function usePressedKey(isListening: boolean, take: (key: string) => void) {
  useCapturedKeys(isListening, (event) => {
    if (modifiers.has(event.key)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!event.repeat) take(event.key)
  })
}
