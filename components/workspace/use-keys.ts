import { useEffect, useLayoutEffect, useRef } from 'react'
import { pressedKey } from '@/lib/client/workspace/pressed-key'
import type { KeyPress } from '@/lib/domain/workspace/key-press'

interface KeyReader<Command> {
  press: (press: KeyPress) => Command | null
  release: (key: string) => Command | null
  run: (command: Command) => void
}

/** Hands every key that means something on the screen to `run`, wherever the focus is on the page. */
export function useKeys<Command>(isListening: boolean, reader: KeyReader<Command>) {
  const latest = useRef(reader)
  // Before the browser paints: a key pressed at what is shown must meet the reader that belongs to it.
  useLayoutEffect(() => {
    latest.current = reader
  })
  useEffect(() => {
    // Letting go counts also while nothing listens or the window has lost the focus, or the zoom would stay.
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

/** What the keys of a screen do to its picture. */
export interface PictureHandle {
  /** Close while the key is held; a tap stays. */
  zoom: (phase: 'press' | 'release') => void
  brighten: () => void
}
