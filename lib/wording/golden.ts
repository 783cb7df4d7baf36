import type { GoldenPairFilter } from '@/lib/domain/golden/golden-pair-filter'
import type { GoldenState } from '@/lib/domain/golden/golden-position'
import type { GoldenCommand } from '@/lib/domain/golden/golden-session'
import { digits, type KeyTable } from '@/lib/domain/workspace/key-table'
import { answerKeys, type CommonKey, commonKeys, moveKeys } from './workspace'

export const expertKeys: KeyTable<GoldenCommand | CommonKey> = [
  { ...answerKeys, does: 'Answer no, maybe or yes and go to the next (also ← for no and → for yes)' },
  { keys: digits(9, (position) => ({ type: 'choose', position })), does: 'Go to that candidate' },
  { ...moveKeys, does: 'Go up or down (also k and j)' },
  { keys: { x: { type: 'restNo' } }, does: 'Answer no to all the rest' },
  { keys: { a: { type: 'addClass' } }, does: 'Add a missing class' },
  { keys: { Enter: { type: 'submit' } }, does: 'Submit once all are answered' },
  { keys: { Backspace: { type: 'back' } }, does: 'Back to the previous image' },
  { keys: { s: { type: 'later' } }, does: 'Skip this image for now' },
  ...commonKeys,
]

/** Keys of the page of disagreements, which move through the list. */
export const pairKeys: KeyTable<{ type: 'move'; by: 1 | -1 } | { type: 'zoom' }> = [
  moveKeys,
  { keys: { z: { type: 'zoom' } } },
]

export const goldenStateWord: Record<GoldenState, string> = {
  open: 'Not answered yet',
  added: 'A class was added',
  done: 'Answered',
}

export const goldenFilterWord: Record<GoldenPairFilter, string> = {
  close: 'One answer from a decision',
  all: 'All disagreements',
  concluded: 'Resolved',
}

export const conclusionWord = { no: 'Resolved: no', reopen: 'Reopened', yes: 'Resolved: yes' } as const
