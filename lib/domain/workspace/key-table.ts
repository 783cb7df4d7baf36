import { isForScreen, type KeyPress, plainKey } from './key-press'

/** Keys that belong together, each with the command it gives. */
export interface KeyRow<Command> {
  keys: Readonly<Record<string, Command>>
  /** Keys that do the same and are not listed. */
  also?: Readonly<Record<string, Command>>
  /** What they do, in the list of keys; without it they are not in the list. */
  does?: string
  /** Whether a held key does it again and again. */
  isRepeated?: boolean
}

/** All keys of a screen, in the order a newcomer needs them. */
export type KeyTable<Command> = readonly KeyRow<Command>[]

const arrows: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }

/** The table as it is listed for a reader: of more than three keys the first and the last. */
export const listedKeys = (table: KeyTable<unknown>): { keys: string[]; does: string }[] =>
  table.flatMap(({ keys: all, does }) => {
    const keys = Object.keys(all).map((key) => arrows[key] ?? key)
    const few = keys.length > 3 ? [keys[0]!, '…', keys[keys.length - 1]!] : keys
    return does === undefined ? [] : [{ keys: few, does }]
  })

/** The digits from 1, each with the command for its position from 0. */
export const digits = <Command>(count: number, command: (position: number) => Command): Record<string, Command> =>
  Object.fromEntries(Array.from({ length: count }, (_, position) => [String(position + 1), command(position)]))

const rowOf = <Command>(table: KeyTable<Command>, key: string) =>
  table.find(({ keys, also = {} }) => Object.hasOwn(keys, key) || Object.hasOwn(also, key))

/** The command of a key; null when it has none. */
export function commandOfKey<Command>(table: KeyTable<Command>, key: string): Command | null {
  const plain = plainKey(key)
  const row = rowOf(table, plain)
  return row ? (row.keys[plain] ?? row.also?.[plain] ?? null) : null
}

/** The command of a key press; null when it is none of this screen's. */
export function commandOfPress<Command>(table: KeyTable<Command>, press: KeyPress): Command | null {
  if (!isForScreen(press)) return null
  if (press.repeat && !rowOf(table, plainKey(press.key))?.isRepeated) return null
  return commandOfKey(table, press.key)
}
