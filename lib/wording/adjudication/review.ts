import type { ReviewSummary } from '@/lib/contracts/adjudication/review'
import {
  type ReviewCategory,
  type ReviewScope,
  type ReviewSeverity,
  type ReviewVerdict,
  reviewCategories,
} from '@/lib/domain/adjudication/review'
import type { ReviewEvent } from '@/lib/domain/adjudication/review-session'
import { digits, type KeyTable } from '@/lib/domain/workspace/key-table'
import { counted } from '@/lib/wording/number'
import { type CommonKey, commonKeys, moveKeys, type WorkspaceKey } from '@/lib/wording/workspace'

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

export const scopeWord: Record<ReviewScope, string> = {
  any: 'All images with labels',
  single: 'Images with one label',
  several: 'Images with several labels',
}

/** Says which mistakes a review is about: "a random sample (seed 1) of 30 mistakes", or all of them. */
export const reviewedMistakes = ({
  size,
  poolSize,
  seed,
  runId,
}: Pick<ReviewSummary, 'size' | 'poolSize' | 'seed' | 'runId'>): string =>
  size < poolSize
    ? `a random sample (seed ${seed}) of ${counted(poolSize, 'mistake')} against run ${runId}`
    : `all mistakes against run ${runId}`

export const reviewKeys: KeyTable<ReviewEvent | WorkspaceKey | CommonKey> = [
  {
    keys: digits(reviewCategories.length, (position) => ({ type: 'pick', position })),
    does: 'Choose in the current list and go to the next',
  },
  { ...moveKeys, does: 'Go to the list above or below (also k and j)' },
  { keys: { Enter: { type: 'submit' } }, does: 'Save and continue once all three are chosen' },
  { keys: { e: { type: 'note' } }, does: 'Write a note; Escape to leave' },
  { keys: { Backspace: { type: 'back' } }, does: 'Back to the previous image' },
  ...commonKeys,
]
