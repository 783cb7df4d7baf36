import { useEffect, useRef } from 'react'
import type { LabelingKeys } from '@/lib/domain/rating/labeling-keys'
import {
  defaultKeys,
  type KeyPress,
  type LabelingCommand,
  labelingCommand,
  labelingRelease,
} from '@/lib/domain/rating/labeling-session'

function focusKind(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'screen'
  if (target.isContentEditable || target.closest('textarea, select, input:not([type=radio])')) return 'field'
  if (target.closest('[role=menu], [role=dialog]')) return 'field'
  return target.closest('a, button:not([data-submits])') ? 'control' : 'screen'
}

/** Hands every key that means something on the rating screen to `run`, wherever the focus is on the page. */
export function useLabelingKeys(
  isListening: boolean,
  run: (command: LabelingCommand) => void,
  keys: LabelingKeys = defaultKeys,
) {
  const latest = useRef({ run, keys })
  useEffect(() => {
    latest.current = { run, keys }
  })
  useEffect(() => {
    // Letting go counts also while nothing listens or the window has lost the focus, or the zoom would stay.
    const released = (event: KeyboardEvent) => {
      const command = labelingRelease(event.key, latest.current.keys)
      if (command) latest.current.run(command)
    }
    window.addEventListener('keyup', released)
    return () => window.removeEventListener('keyup', released)
  }, [])
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const { key, ctrlKey, metaKey, altKey, repeat } = event
      const press = { key, ctrlKey, metaKey, altKey, repeat, focus: focusKind(event.target) }
      const command = labelingCommand(press, latest.current.keys)
      if (!command) return
      event.preventDefault()
      latest.current.run(command)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isListening])
}
