import { type KeyCommand, labelingKeys } from './labeling-keys'

export const keySetNames = ['usual', 'left', 'right', 'qwertz'] as const
export type KeySetName = (typeof keySetNames)[number]

/**
 * Sets of keys, as changes of the default keys. The one-handed sets have everything needed for every picture under one
 * hand, near the digits, and use no key that differs between QWERTY and QWERTZ. On QWERTZ the default key for yes is
 * next to the one that answers no to the rest. The default key for a suggestion needs Shift on some layouts, so each
 * set has another one.
 */
export const keySets: Readonly<Record<KeySetName, Readonly<Partial<Record<KeyCommand, string>>>>> = {
  usual: {},
  left: {
    no: 'a',
    maybe: 's',
    yes: 'd',
    submit: 'f',
    undo: 'q',
    skip: 'w',
    zoom: 'e',
    rest: 'r',
    up: 't',
    down: 'g',
    flags: 'x',
    examples: 'v',
    suggest: 'b',
    fullscreen: 'p',
    brightness: 'l',
  },
  right: {
    no: 'j',
    maybe: 'k',
    yes: 'l',
    rest: 'u',
    zoom: 'i',
    skip: 'o',
    examples: 'p',
    compare: 'h',
    flags: 'n',
    suggest: '.',
    fullscreen: 'm',
    up: 'ArrowUp',
    down: 'ArrowDown',
  },
  qwertz: { yes: 'j', rest: 'r', up: 'ArrowUp', down: 'ArrowDown', suggest: 'a' },
}

const ownKeys = (changes: Readonly<Record<string, string>>) => [...labelingKeys(changes).commandOf].sort().join()

/** Returns the set with the same keys as `changes`. Null if the rater has other keys. */
export const keySetOf = (changes: Readonly<Record<string, string>>): KeySetName | null =>
  keySetNames.find((name) => ownKeys(keySets[name]) === ownKeys(changes)) ?? null
