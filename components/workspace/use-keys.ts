import { useEffect, useEffectEvent } from 'react'
import { pressedKey } from '@/lib/client/workspace/pressed-key'
import type { KeyPress } from '@/lib/domain/workspace/key-table'

interface KeyReader<Command> {
  press: (press: KeyPress) => Command | null
  release: (key: string) => Command | null
  run: (command: Command) => void
}

/** Calls `run` for every key that is a command on the screen, wherever the focus is. */
export function useKeys<Command>(isListening: boolean, reader: KeyReader<Command>) {
  // Releases count even while not listening or without window focus; otherwise the zoom would stay.
  const released = useEffectEvent((event: KeyboardEvent) => {
    const command = reader.release(event.key)
    if (command) reader.run(command)
  })
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const press = pressedKey(event)
    const command = press && reader.press(press)
    if (!command) return
    event.preventDefault()
    reader.run(command)
  })
  useEffect(() => {
    window.addEventListener('keyup', released)
    return () => window.removeEventListener('keyup', released)
  }, [])
  useEffect(() => {
    if (!isListening) return
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isListening])
}

export interface PictureHandle {
  /** Zooms in while the key is held. A short press toggles the zoom. */
  zoom: (phase: 'press' | 'release') => void
  brighten: () => void
  /** Does nothing without a picture. */
  toggleFullScreen: () => void
}
