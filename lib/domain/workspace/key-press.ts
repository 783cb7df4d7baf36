/** A key press, as far as a screen cares. */
export interface KeyPress {
  key: string
  /** The place of the key on the keyboard, whatever it prints. */
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** The key is held down and this is no new press. */
  repeat: boolean
  /** What has the focus: text goes into a field; Enter and Space belong to another button or a link. */
  focus: 'field' | 'control' | 'screen'
}

/** Keys as `KeyboardEvent.key` names them; capitals count as their small letters. */
export const plainKey = (key: string): string => (Array.from(key).length === 1 ? key.toLowerCase() : key)

/** Whether a press may be meant for the screen: not with a modifier, not into a field, not for another button. */
export function isForScreen({ key, ctrlKey, metaKey, altKey, focus }: KeyPress): boolean {
  if (ctrlKey || metaKey || altKey || focus === 'field') return false
  return focus === 'screen' || (key !== 'Enter' && key !== ' ')
}
