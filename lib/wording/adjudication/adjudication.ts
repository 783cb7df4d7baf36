import { type AdjudicationReason, adjudicationReasons, type QueueKind } from '@/lib/domain/adjudication/adjudication'

export const reasonWord: Record<AdjudicationReason, string> = {
  clear: 'Clearly visible in the image',
  overlooked: 'Raters missed it',
  confused: 'Confused with another class',
  ambiguous: 'The image is ambiguous',
  guideline: 'The guidelines are ambiguous',
  other: 'Other reason',
}

const isReason = (reason: string): reason is AdjudicationReason =>
  (adjudicationReasons as readonly string[]).includes(reason)

/** A stored reason in words. */
export const storedReasonWord = (reason: string): string => (isReason(reason) ? reasonWord[reason] : 'Mistake review')

export const queueKindWord: Record<QueueKind, string> = { near: 'Near the threshold', differ: 'Experts disagree' }

/** What the keyboard does at the adjudication desk, in the order a newcomer needs it. */
export const adjudicationKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: ['n', 'm', 'y'], does: 'Answer no, maybe or yes' },
  { keys: ['Enter'], does: 'See other answers; then save and continue' },
  { keys: ['1', '…', '6'], does: 'Choose the reason' },
  { keys: ['e'], does: 'Write a note; Escape to leave' },
  { keys: ['Backspace'], does: 'Undo your last decision' },
  { keys: ['s'], does: 'Skip this candidate for now' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]
