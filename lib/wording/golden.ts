import type { GoldenPairFilter } from '@/lib/domain/golden/golden-pair-filter'
import type { GoldenState } from '@/lib/domain/golden/golden-position'

/** What the keyboard does when an expert answers, in the order a newcomer needs it. */
export const expertKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: ['n', 'm', 'y'], does: 'Answer no, maybe or yes and go to the next' },
  { keys: ['1', '…', '8'], does: 'Go to that candidate' },
  { keys: ['↑', '↓'], does: 'Go up or down (also k and j)' },
  { keys: ['a'], does: 'Add a missing class' },
  { keys: ['Enter'], does: 'Submit once all are answered' },
  { keys: ['Backspace'], does: 'Back to the previous image' },
  { keys: ['s'], does: 'Skip this image for now' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]

export const goldenStateWord: Record<GoldenState, string> = {
  open: 'Not answered yet',
  added: 'A class was added',
  done: 'Answered',
}

/** Which pairs the page of disagreements shows. */
export const goldenFilterWord: Record<GoldenPairFilter, string> = {
  close: 'One vote from a decision',
  all: 'All disagreements',
  concluded: 'Resolved',
}

export const conclusionWord = { no: 'Resolved: no', reopen: 'Reopened', yes: 'Resolved: yes' } as const
