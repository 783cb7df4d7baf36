import { useRef } from 'react'
import { commandOfKey, commandOfPress, type KeyTable } from '@/lib/domain/workspace/key-table'
import type { PictureKey } from '@/lib/wording/workspace'
import { type PictureHandle, useKeys } from './use-keys'

type PictureCommand = PictureKey | { type: 'unzoom' }

/** Handles the keys of a table: those of the picture itself, all others through `run`. Pass `viewer` to the picture. */
export function useKeyTable<Command extends { type: string }>(
  table: KeyTable<Command | PictureCommand>,
  isListening: boolean,
  run: (command: Command) => void,
) {
  const viewer = useRef<PictureHandle>(null)
  useKeys<Command | PictureCommand>(isListening, {
    press: (press) => commandOfPress(table, press),
    release: (key) => (commandOfKey(table, key)?.type === 'zoom' ? { type: 'unzoom' } : null),
    run(command) {
      if (!isOfPicture(command)) run(command)
      else if (command.type === 'brighten') viewer.current?.brighten()
      else if (command.type === 'fullScreen') viewer.current?.toggleFullScreen()
      else viewer.current?.zoom(command.type === 'zoom' ? 'press' : 'release')
    },
  })
  return viewer
}

const isOfPicture = (command: { type: string }): command is PictureCommand =>
  ['zoom', 'unzoom', 'brighten', 'fullScreen'].includes(command.type)
