import type { LabelScope, ReviewCategory, ReviewSeverity, ReviewVerdict } from '@/lib/domain/adjudication/review'

export const verdictWord: Record<ReviewVerdict, string> = {
  wrong: 'Really wrong',
  missing: 'A label is missing',
  unclear: 'Unclear',
}

export const categoryWord: Record<ReviewCategory, string> = {
  'fine-grained': 'Fine-grained confusion',
  'out-of-vocabulary': 'What it is has no class here',
  spurious: 'Goes by the surroundings',
  'non-prototypical': 'Unusual example of its class',
  'several-objects': 'Several objects',
  other: 'Something else',
}

export const severityWord: Record<ReviewSeverity, string> = { 1: 'Minor', 2: 'Notable', 3: 'Grave' }

export const scopeWord: Record<LabelScope, string> = {
  any: 'All images with labels',
  single: 'Images with one label',
  several: 'Images with several labels',
}

/** What the keyboard does in a mistake review, in the order a newcomer needs it. */
export const reviewKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: ['1', '…', '6'], does: 'Choose in the list in hand, and go to the next list' },
  { keys: ['↑', '↓'], does: 'Go to the list above or below (also k and j)' },
  { keys: ['Enter'], does: 'Save and go on, when all three are chosen' },
  { keys: ['e'], does: 'Write a note; Escape leaves it' },
  { keys: ['Backspace'], does: 'Back to the picture before' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show these keys' },
]
