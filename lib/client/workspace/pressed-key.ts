import { isForScreen, type KeyPress } from '@/lib/domain/workspace/key-table'

function focusKind(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'screen'
  if (target.isContentEditable || target.closest('textarea, select, input:not([type=radio], [type=checkbox])'))
    return 'field'
  if (target.closest('[role=menu], [role=dialog]')) return 'field'
  return target.closest('a, input[type=checkbox], button:not([data-submits])') ? 'control' : 'screen'
}

/** Returns the key press in the form the screens use. Null if another handler has already handled it. */
export function pressedKey(event: KeyboardEvent): KeyPress | null {
  if (event.defaultPrevented || event.isComposing) return null
  const { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat } = event
  return { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, focus: focusKind(event.target) }
}

/** Whether a dialog or menu is open, wherever the focus is. */
export const isDialogOpen = () => document.querySelector('[role=dialog], [role=menu]') !== null

/** Returns the key of a press that a shortcut of the page may use. Otherwise null, also while a dialog or menu is open. */
export function shortcutKey(event: KeyboardEvent): string | null {
  const press = pressedKey(event)
  return press && isForScreen(press) && !isDialogOpen() ? press.key : null
}
