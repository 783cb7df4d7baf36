import { type KeyCommand, labelingKeys } from './labeling-keys'

export const keySetNames = ['usual', 'left', 'right', 'qwertz'] as const
export type KeySetName = (typeof keySetNames)[number]

/**
 * Keys that are chosen together, as changes of the usual ones. The two one-handed sets have all that every picture needs
 * under one hand, beside the digits above it, and use no key that differs between QWERTY and QWERTZ. On QWERTZ the usual
 * key for yes lies next to the one that takes the rest as no. The usual key for a suggestion needs Shift on some layouts, so
 * each set has another for it.
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

/** The set that gives the same keys as `changes`, null where the rater has keys of their own. */
export const keySetOf = (changes: Readonly<Record<string, string>>): KeySetName | null =>
  keySetNames.find((name) => ownKeys(keySets[name]) === ownKeys(changes)) ?? null
