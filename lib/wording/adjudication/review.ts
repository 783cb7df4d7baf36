import type { LabelScope, ReviewCategory, ReviewSeverity, ReviewVerdict } from '@/lib/domain/adjudication/review'

export const verdictWord: Record<ReviewVerdict, string> = {
  wrong: 'Truly wrong',
  missing: 'Label missing',
  unclear: 'Unclear',
}

export const categoryWord: Record<ReviewCategory, string> = {
  'fine-grained': 'Fine-grained confusion',
  'out-of-vocabulary': 'Class not in the project',
  spurious: 'Context or background cue',
  'non-prototypical': 'Atypical example of its class',
  'several-objects': 'Several objects',
  other: 'Other',
}

export const severityWord: Record<ReviewSeverity, string> = { 1: 'Minor', 2: 'Moderate', 3: 'Severe' }

export const scopeWord: Record<LabelScope, string> = {
  any: 'All images with labels',
  single: 'Images with one label',
  several: 'Images with several labels',
}

/** What the keyboard does in a mistake review, in the order a newcomer needs it. */
export const reviewKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: ['1', '…', '6'], does: 'Choose in the current list and go to the next' },
  { keys: ['↑', '↓'], does: 'Go to the list above or below (also k and j)' },
  { keys: ['Enter'], does: 'Save and continue once all three are chosen' },
  { keys: ['e'], does: 'Write a note; Escape to leave' },
  { keys: ['Backspace'], does: 'Back to the previous image' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]
