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

interface KeyRow<Command> {
  keys: Readonly<Record<string, Command>>
  /** Alternative keys that are not listed. */
  also?: Readonly<Record<string, Command>>
  /** Description in the list of keys. Groups without one are not listed. */
  does?: string
  /** Whether a held key repeats. */
  isRepeated?: boolean
}

/** All keys of a screen, in the order in which newcomers need them. */
export type KeyTable<Command> = readonly KeyRow<Command>[]

const arrows: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }
const marks: Readonly<Record<string, string>> = { Enter: '⏎', Backspace: '⌫' }

/** Returns the symbol of a key as on a keycap. */
export const keyMark = (key: string): string => arrows[key] ?? marks[key] ?? key

/** Returns the table for display. Of more than three keys, only the first and the last are listed. */
export const listedKeys = (table: KeyTable<unknown>): { keys: string[]; does: string }[] =>
  table.flatMap(({ keys: all, does }) => {
    const keys = Object.keys(all).map((key) => arrows[key] ?? key)
    const few = keys.length > 3 ? [keys[0]!, '…', keys[keys.length - 1]!] : keys
    return does === undefined ? [] : [{ keys: few, does }]
  })

/** Maps the digits from 1 to the commands of positions from 0. */
export const digits = <Command>(count: number, command: (position: number) => Command): Record<string, Command> =>
  Object.fromEntries(Array.from({ length: count }, (_, position) => [String(position + 1), command(position)]))

const rowOf = <Command>(table: KeyTable<Command>, key: string) =>
  table.find(({ keys, also = {} }) => Object.hasOwn(keys, key) || Object.hasOwn(also, key))

export function commandOfKey<Command>(table: KeyTable<Command>, key: string): Command | null {
  const plain = normalizeKey(key)
  const row = rowOf(table, plain)
  return row ? (row.keys[plain] ?? row.also?.[plain] ?? null) : null
}

/** Returns the command of a key press, or null if it is not for this screen. */
export function commandOfPress<Command>(table: KeyTable<Command>, press: KeyPress): Command | null {
  if (!isForScreen(press)) return null
  if (press.repeat && !rowOf(table, normalizeKey(press.key))?.isRepeated) return null
  return commandOfKey(table, press.key)
}
