import { useEffect, useRef } from 'react'
import { type KeyPress, type LabelingCommand, labelingCommand } from '@/lib/domain/labeling-session'

function focusKind(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'screen'
  if (target.isContentEditable || target.closest('textarea, select, input:not([type=radio])')) return 'field'
  if (target.closest('[role=menu], [role=dialog]')) return 'field'
  return target.closest('a, button:not([data-submits])') ? 'control' : 'screen'
}

/** Hands every key that means something on the rating screen to `run`, wherever the focus is on the page. */
export function useLabelingKeys(isListening: boolean, run: (command: LabelingCommand) => void) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!isListening) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const { key, ctrlKey, metaKey, altKey, repeat } = event
      const command = labelingCommand({ key, ctrlKey, metaKey, altKey, repeat, focus: focusKind(event.target) })
      if (!command) return
      event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isListening])
}
