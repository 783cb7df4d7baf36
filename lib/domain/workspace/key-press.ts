/** The parts of a KeyboardEvent that screens use, and the focus. */
export interface KeyPress {
  key: string
  /** Physical position of the key, whatever its layout. */
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** Whether the key is held down and this is not a new press. */
  repeat: boolean
  /** What has the focus: text goes into a field; Enter and Space belong to another button or a link. */
  focus: 'field' | 'control' | 'screen'
}

/** Returns the name of a key as in `KeyboardEvent.key`, letters in lower case. */
export const normalizeKey = (key: string): string => (Array.from(key).length === 1 ? key.toLowerCase() : key)

/** Whether a press may be for the screen: no modifier, no text field, and no other button focused. */
export function isForScreen({ key, ctrlKey, metaKey, altKey, focus }: KeyPress): boolean {
  if (ctrlKey || metaKey || altKey || focus === 'field') return false
  return focus === 'screen' || (key !== 'Enter' && key !== ' ')
}
