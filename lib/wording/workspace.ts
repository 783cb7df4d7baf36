import type { Answer } from '@/lib/domain/rating/answer'
import type { KeyTable } from '@/lib/domain/workspace/key-table'

const answer = (value: Answer) => ({ type: 'answer' as const, answer: value })

/** Keys of the three answers. Left and right arrows answer no and yes, like the ends of a scale. */
export const answerKeys = {
  keys: { n: answer('no'), m: answer('maybe'), y: answer('yes') },
  also: { ArrowLeft: answer('no'), ArrowRight: answer('yes') },
}

/** Keys to move down and up. */
export const moveKeys = {
  keys: { ArrowUp: { type: 'move' as const, by: -1 as const }, ArrowDown: { type: 'move' as const, by: 1 as const } },
  also: { k: { type: 'move' as const, by: -1 as const }, j: { type: 'move' as const, by: 1 as const } },
  isRepeated: true,
}

export type PictureKey = { type: 'zoom' } | { type: 'brighten' } | { type: 'fullScreen' }

/** Commands of every screen with a picture. */
export type CommonKey = PictureKey | { type: 'help' }

/** Commands of a workspace beside answering. */
export type WorkspaceKey = { type: 'note' } | { type: 'back' } | { type: 'later' }

/** Keys of a picture. */
export const pictureKeys: KeyTable<PictureKey> = [
  { keys: { z: { type: 'zoom' } }, does: 'Zoom in or out' },
  { keys: { b: { type: 'brighten' } }, does: 'Change the brightness' },
  { keys: { f: { type: 'fullScreen' } }, does: 'Full screen' },
]

/** Keys of every screen with a picture, listed after its own. */
export const commonKeys: KeyTable<CommonKey> = [
  ...pictureKeys,
  { keys: { '?': { type: 'help' } }, does: 'Show keyboard shortcuts' },
]

/** Keys of a page of pictures, for the key list of experts, who cannot change them. */
export const pageKeyList = [
  { keys: ['q', 'w', 'e', 'r'], does: 'Image in the first row: yes, or clear it' },
  { keys: ['a', 's', 'd', 'f'], does: 'Image in the second row' },
  { keys: ['z', 'x', 'c', 'v'], does: 'Image in the third row' },
  { keys: ['⇧'], does: 'With the key of an image: maybe' },
  { keys: ['←', '↑', '→', '↓'], does: 'Go to another image' },
  { keys: ['Space'], does: 'Enlarge that image, or close it again (also Escape)' },
  { keys: ['Enter'], does: 'Submit; images without a mark are no' },
  { keys: ['Backspace'], does: 'Reopen the last page' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]
