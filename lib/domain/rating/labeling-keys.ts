import { isForScreen, type KeyPress, normalizeKey } from '@/lib/domain/workspace/key-table'
import type { LabelingEvent } from './labeling-session'

/** Commands with a key on the rating screen, in the order in which newcomers need them. Digits select candidates. */
export const keyCommands = [
  'no',
  'maybe',
  'yes',
  'rest',
  'submit',
  'undo',
  'skip',
  'zoom',
  'examples',
  'compare',
  'up',
  'down',
  'flags',
  'suggest',
  'fullscreen',
  'brightness',
  'help',
] as const
export type KeyCommand = (typeof keyCommands)[number]

/**
 * Default keys. The first of each is displayed and can be changed by the rater; the others keep working unless the
 * rater assigns them to another command. Left and right answer as a scale from no to yes; up and down move.
 */
export const defaultLabelingKeys: Readonly<Record<KeyCommand, readonly string[]>> = {
  no: ['n', 'ArrowLeft'],
  maybe: ['m'],
  yes: ['y', 'ArrowRight'],
  rest: ['x'],
  submit: ['Enter'],
  undo: ['Backspace'],
  skip: ['s'],
  zoom: ['z'],
  examples: ['e'],
  compare: ['c'],
  up: ['k', 'ArrowUp'],
  down: ['j', 'ArrowDown'],
  flags: ['g'],
  // Not a letter, because raters may have assigned any letter before there were suggestions.
  suggest: ['+'],
  fullscreen: ['f'],
  brightness: ['b'],
  help: ['?'],
}

export interface LabelingKeys {
  /** Keys of each command, the displayed one first. */
  keysOf: Readonly<Record<KeyCommand, readonly string[]>>
  commandOf: ReadonlyMap<string, KeyCommand>
}

const named = new Set(['Enter', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'])
const arrows = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])

/** Whether a command may have this key. Digits select candidates; Tab, Escape and Space belong to the browser. */
export function isFreeKey(key: string): boolean {
  if (Array.from(key).length === 1) return key === normalizeKey(key) && !/[\d\s\p{C}]/u.test(key)
  return named.has(key) || arrows.has(key)
}

const isCommand = (name: string): name is KeyCommand => (keyCommands as readonly string[]).includes(name)

function firstKeys(changes: Readonly<Record<string, string>>): Record<KeyCommand, string> {
  const usual = Object.fromEntries(keyCommands.map((command) => [command, defaultLabelingKeys[command][0]]))
  const wanted = Object.entries(changes).filter(([command, key]) => isCommand(command) && isFreeKey(key))
  const chosen = { ...usual, ...Object.fromEntries(wanted) } as Record<KeyCommand, string>
  const isUnique = new Set(Object.values(chosen)).size === keyCommands.length
  return isUnique ? chosen : (usual as Record<KeyCommand, string>)
}

/** Returns a rater's keys (`changes`: a key per command). All changes are ignored if two commands would share a key. */
export function labelingKeys(changes: Readonly<Record<string, string>> = {}): LabelingKeys {
  const first = firstKeys(changes)
  const taken = new Set(Object.values(first))
  const keysOf = Object.fromEntries(
    keyCommands.map((command) => {
      const [, ...others] = defaultLabelingKeys[command]
      return [command, [first[command], ...others.filter((key) => !taken.has(key))]]
    }),
  ) as Record<KeyCommand, string[]>
  const commandOf = new Map(keyCommands.flatMap((command) => keysOf[command].map((key) => [key, command] as const)))
  return { keysOf, commandOf }
}

export type KeyChange =
  | { changes: Record<string, string>; refusal: null }
  /** `taken`: another command has the key; `not-free`: no command may have it. */
  | { changes: null; refusal: { reason: 'taken'; by: KeyCommand } | { reason: 'not-free' } }

/** Returns `changes` with `command` on `key`. Default keys are not stored; another command's first key is rejected. */
export function withKey(changes: Readonly<Record<string, string>>, command: KeyCommand, key: string): KeyChange {
  const wanted = normalizeKey(key)
  if (!isFreeKey(wanted)) return { changes: null, refusal: { reason: 'not-free' } }
  const first = firstKeys(changes)
  const by = keyCommands.find((other) => other !== command && first[other] === wanted)
  if (by) return { changes: null, refusal: { reason: 'taken', by } }
  const all = { ...first, [command]: wanted }
  const changed = keyCommands.filter((name) => all[name] !== defaultLabelingKeys[name][0])
  return { changes: Object.fromEntries(changed.map((name) => [name, all[name]])), refusal: null }
}

const screenCommands = ['skip', 'help', 'examples', 'compare', 'flags', 'suggest', 'fullscreen', 'brightness'] as const
export interface ScreenCommand {
  type: (typeof screenCommands)[number]
}
export const isScreenCommand = (command: { type: string }): command is ScreenCommand =>
  (screenCommands as readonly string[]).includes(command.type)

/** Zoom lasts while its key is held: see `zoomStep`. */
export type ZoomCommand = { type: 'zoom'; phase: 'press' | 'release' }

export type LabelingCommand = LabelingEvent | ScreenCommand | ZoomCommand

export const defaultKeys: LabelingKeys = labelingKeys()

/** Returns the command of a key press, or null. Case is ignored. Digits select a candidate by position on the page. */
export function labelingCommand(press: KeyPress, keys: LabelingKeys = defaultKeys): LabelingCommand | null {
  if (!isForScreen(press)) return null
  if (/^[1-9]$/.test(press.key)) return press.repeat ? null : { type: 'pick', position: Number(press.key) - 1 }
  const command = keys.commandOf.get(normalizeKey(press.key))
  if (command === 'up' || command === 'down') return { type: 'move', by: command === 'up' ? -1 : 1 }
  // A held key may move, but must not answer one candidate after another.
  if (!command || press.repeat) return null
  switch (command) {
    case 'no':
    case 'maybe':
    case 'yes':
      return { type: 'answer', answer: command }
    case 'rest':
      return { type: 'restNo' }
    case 'zoom':
      return { type: 'zoom', phase: 'press' }
    default:
      return { type: command }
  }
}

export const labelingRelease = (key: string, keys: LabelingKeys = defaultKeys): ZoomCommand | null =>
  keys.commandOf.get(normalizeKey(key)) === 'zoom' ? { type: 'zoom', phase: 'release' } : null
