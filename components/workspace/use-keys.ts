import { useEffect, useLayoutEffect, useRef } from 'react'
import { pressedKey } from '@/lib/client/workspace/pressed-key'
import type { KeyPress } from '@/lib/domain/workspace/key-press'

interface KeyReader<Command> {
  press: (press: KeyPress) => Command | null
  release: (key: string) => Command | null
  run: (command: Command) => void
}

/** Calls `run` for every key that is a command on the screen, wherever the focus is. */
export function useKeys<Command>(isListening: boolean, reader: KeyReader<Command>) {
  const latest = useRef(reader)
  // In a layout effect, so that a key pressed after the paint meets the reader of what is shown.
  useLayoutEffect(() => {
    latest.current = reader
  })
  useEffect(() => {
    // Releases count even while not listening or without window focus; otherwise the zoom would stay.
    const released = (event: KeyboardEvent) => {
      const command = latest.current.release(event.key)
      if (command) latest.current.run(command)
    }
    window.addEventListener('keyup', released)
    return () => window.removeEventListener('keyup', released)
  }, [])
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      const press = pressedKey(event)
      const command = press && latest.current.press(press)
      if (!command) return
      event.preventDefault()
      latest.current.run(command)
    }
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
