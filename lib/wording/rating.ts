import { type Answer, answers } from '@/lib/domain/answer'

export const answerWord: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }
export const answerKey: Record<Answer, string> = { no: 'n', maybe: 'm', yes: 'y' }

/** The reasons to skip, in the order offered. */
export const skipReasonWord = {
  'image-broken': 'The picture does not load or is broken',
  'cannot-tell': 'I cannot tell what is in it',
  offensive: 'I do not want to look at it',
  other: 'Something else',
} as const

/** What the keyboard does on the rating screen, in the order a newcomer needs it. */
export const ratingKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: answers.map((answer) => answerKey[answer]), does: 'Answer no, maybe or yes and move on' },
  { keys: ['1', '…', '8'], does: 'Go to that name' },
  { keys: ['↑', '↓'], does: 'Go up or down (also k and j)' },
  { keys: ['Enter'], does: 'Submit when all are answered' },
  { keys: ['Backspace'], does: 'Reopen the picture submitted last' },
  { keys: ['s'], does: 'Skip this picture' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show these keys' },
]
