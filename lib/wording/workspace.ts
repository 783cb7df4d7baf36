import type { Answer } from '@/lib/domain/rating/answer'
import type { KeyTable } from '@/lib/domain/workspace/key-table'

const answer = (value: Answer) => ({ type: 'answer' as const, answer: value })

/** The keys of the three answers. Left and right answer too, as a scale from no to yes. */
export const answerKeys = {
  keys: { n: answer('no'), m: answer('maybe'), y: answer('yes') },
  also: { ArrowLeft: answer('no'), ArrowRight: answer('yes') },
}

/** Down and up, with their letters. */
export const moveKeys = {
  keys: { ArrowUp: { type: 'move' as const, by: -1 as const }, ArrowDown: { type: 'move' as const, by: 1 as const } },
  also: { k: { type: 'move' as const, by: -1 as const }, j: { type: 'move' as const, by: 1 as const } },
  isRepeated: true,
}

/** What the keys of every screen with a picture ask for. */
export type CommonKey = { type: 'zoom' } | { type: 'brighten' } | { type: 'help' }

/** What the keys of a workspace ask for beside answering. */
export type WorkspaceKey = { type: 'note' } | { type: 'back' } | { type: 'later' }

/** The keys that every screen with a picture has, behind its own. */
export const commonKeys: KeyTable<CommonKey> = [
  { keys: { z: { type: 'zoom' } }, does: 'Zoom in or out' },
  { keys: { b: { type: 'brighten' } } },
  { keys: { '?': { type: 'help' } }, does: 'Show keyboard shortcuts' },
]
