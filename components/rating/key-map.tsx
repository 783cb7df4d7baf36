'use client'
import { type ComponentProps, createContext, useContext } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { defaultKeys, type KeyCommand, keyMark, type LabelingKeys } from '@/lib/domain/rating/labeling-keys'

const KeyMap = createContext<LabelingKeys>(defaultKeys)

/** Gives everything inside the keys of this rater, so that what is printed is what works. */
export const KeyMapProvider = KeyMap.Provider

export const useKeyMap = () => useContext(KeyMap)

/** The key of a command as it is printed on the command's button. */
export function CommandKey({ command, ...rest }: { command: KeyCommand } & ComponentProps<typeof Kbd>) {
  const { keysOf } = useKeyMap()
  return <Kbd {...rest}>{keyMark(keysOf[command][0]!)}</Kbd>
}
