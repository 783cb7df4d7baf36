import { useEffect, useState } from 'react'
import { useKeys } from '@/components/workspace/use-keys'
import { type PageCommand, pageCommand, pictureCodes } from '@/lib/domain/rating/page-keys'

/** Calls `run` for every key that is a command on a page of `count` pictures. */
export const usePageKeys = (isListening: boolean, count: number, run: (command: PageCommand) => void) =>
  useKeys<PageCommand>(isListening, { press: (press) => pageCommand(press, count), release: () => null, run })

interface Keyboard {
  getLayoutMap: () => Promise<ReadonlyMap<string, string>>
}

/** Returns the labels of the picture keys on the keyboard in use, if the browser exposes them. */
export function useKeyLabels(): readonly string[] {
  const [labels, setLabels] = useState<readonly string[]>(() => pictureCodes.map((code) => code.slice(-1)))
  useEffect(() => {
    const { keyboard } = navigator as Navigator & { keyboard?: Keyboard }
    keyboard?.getLayoutMap().then(
      (layout) => setLabels(pictureCodes.map((code) => (layout.get(code) ?? code.slice(-1)).toUpperCase())),
      () => undefined,
    )
  }, [])
  return labels
}
