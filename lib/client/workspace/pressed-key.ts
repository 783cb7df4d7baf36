import type { KeyPress } from '@/lib/domain/workspace/key-press'

function focusKind(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'screen'
  if (target.isContentEditable || target.closest('textarea, select, input:not([type=radio])')) return 'field'
  if (target.closest('[role=menu], [role=dialog]')) return 'field'
  return target.closest('a, button:not([data-submits])') ? 'control' : 'screen'
}

/** Returns the key press in the form the screens use. Null if another handler has already handled it. */
export function pressedKey(event: KeyboardEvent): KeyPress | null {
  if (event.defaultPrevented || event.isComposing) return null
  const { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat } = event
  return { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, focus: focusKind(event.target) }
}
