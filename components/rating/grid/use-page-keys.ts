import { useEffect, useRef, useState } from 'react'
import { focusKind } from '@/components/workspace/use-keys'
import { type PageCommand, pageCommand, pictureKeys } from '@/lib/domain/rating/grid-page'

/** Hands every key that means something on a page of so many pictures to `run`. */
export function usePageKeys(isListening: boolean, count: number, run: (command: PageCommand) => void) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat } = event
      const press = { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, focus: focusKind(event.target) }
      const command = pageCommand(press, count)
      if (!command) return
      event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isListening, count])
}

interface Keyboard {
  getLayoutMap: () => Promise<ReadonlyMap<string, string>>
}

/** What the keys of the pictures print on the keyboard that is used, where the browser says so. */
export function useKeyLabels(): readonly string[] {
  const [labels, setLabels] = useState<readonly string[]>(() => pictureKeys.map((code) => code.slice(-1)))
  useEffect(() => {
    const { keyboard } = navigator as Navigator & { keyboard?: Keyboard }
    keyboard?.getLayoutMap().then(
      (layout) => setLabels(pictureKeys.map((code) => (layout.get(code) ?? code.slice(-1)).toUpperCase())),
      () => undefined,
    )
  }, [])
  return labels
}
