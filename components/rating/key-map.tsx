'use client'
import { type ComponentProps, createContext, useContext } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { defaultKeys, type KeyCommand, type LabelingKeys } from '@/lib/domain/rating/labeling-keys'
import { keyMark } from '@/lib/domain/workspace/key-table'

const KeyMap = createContext<LabelingKeys>(defaultKeys)

/** Provides the rater's keys, so that the printed keys are those that work. */
export const KeyMapProvider = KeyMap.Provider

export const useKeyMap = () => useContext(KeyMap)

export function CommandKey({ command, ...rest }: { command: KeyCommand } & ComponentProps<typeof Kbd>) {
  const { keysOf } = useKeyMap()
  return <Kbd {...rest}>{keyMark(keysOf[command][0]!)}</Kbd>
}
