import type { GoldenPairFilter } from '@/lib/domain/golden/golden-pair-filter'
import type { GoldenState } from '@/lib/domain/golden/golden-place'

/** What the keyboard does when an expert answers, in the order a newcomer needs it. */
export const expertKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: ['n', 'm', 'y'], does: 'Answer no, maybe or yes and move on' },
  { keys: ['1', '…', '8'], does: 'Go to that name' },
  { keys: ['↑', '↓'], does: 'Go up or down (also k and j)' },
  { keys: ['a'], does: 'Add a class that is missing' },
  { keys: ['Enter'], does: 'Submit when all are answered' },
  { keys: ['Backspace'], does: 'Back to the previous picture' },
  { keys: ['s'], does: 'Leave this picture for later' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show these keys' },
]

export const goldenStateWord: Record<GoldenState, string> = {
  open: 'Not answered yet',
  added: 'A class was added',
  done: 'Answered',
}

/** Which pairs the page of disagreements shows. */
export const goldenFilterWord: Record<GoldenPairFilter, string> = {
  close: 'One answer decides',
  all: 'All differences',
  concluded: 'Concluded',
}

export const conclusionWord = { no: 'Concluded: no', reopen: 'Opened again', yes: 'Concluded: yes' } as const
