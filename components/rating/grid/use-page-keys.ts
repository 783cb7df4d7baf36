import { useEffect, useState } from 'react'
import { useKeys } from '@/components/workspace/use-keys'
import { type PageCommand, pageCommand, pictureKeys } from '@/lib/domain/rating/page-keys'

/** Hands every key that means something on a page of so many pictures to `run`. */
export const usePageKeys = (isListening: boolean, count: number, run: (command: PageCommand) => void) =>
  useKeys<PageCommand>(isListening, { press: (press) => pageCommand(press, count), release: () => null, run })

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
