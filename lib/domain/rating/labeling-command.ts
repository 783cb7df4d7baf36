import { isForScreen, type KeyPress, plainKey } from '@/lib/domain/workspace/key-press'
import { type LabelingKeys, labelingKeys } from './labeling-keys'
import type { LabelingEvent } from './labeling-session'

/** What the screen around the session does at a key. */
const screenCommands = ['skip', 'help', 'examples', 'compare', 'flags', 'suggest', 'fullscreen', 'brightness'] as const
export interface ScreenCommand {
  type: (typeof screenCommands)[number]
}
export const isScreenCommand = (command: { type: string }): command is ScreenCommand =>
  (screenCommands as readonly string[]).includes(command.type)

/** Zoom lasts while its key is held: see `zoomStep`. */
export type ZoomCommand = { type: 'zoom'; phase: 'press' | 'release' }

export type LabelingCommand = LabelingEvent | ScreenCommand | ZoomCommand

/** The keys of a rater who has changed none. */
export const defaultKeys: LabelingKeys = labelingKeys()

/**
 * What a key press means on the rating screen; null when it is none of ours. Capitals count as their small letters.
 * A digit picks a candidate by its position on the page.
 */
export function labelingCommand(press: KeyPress, keys: LabelingKeys = defaultKeys): LabelingCommand | null {
  if (!isForScreen(press)) return null
  if (/^[1-9]$/.test(press.key)) return press.repeat ? null : { type: 'pick', position: Number(press.key) - 1 }
  const command = keys.commandOf.get(plainKey(press.key))
  if (command === 'up' || command === 'down') return { type: 'move', by: command === 'up' ? -1 : 1 }
  // A held key may walk, but must not answer one name after the other.
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

/** What letting go of a key means; null when nothing. */
export const labelingRelease = (key: string, keys: LabelingKeys = defaultKeys): ZoomCommand | null =>
  keys.commandOf.get(plainKey(key)) === 'zoom' ? { type: 'zoom', phase: 'release' } : null
