import { type AdjudicationReason, adjudicationReasons, type QueueKind } from '@/lib/domain/adjudication/adjudication'

export const reasonWord: Record<AdjudicationReason, string> = {
  clear: 'Clear in the picture',
  overlooked: 'Raters overlooked it',
  confused: 'Taken for another class',
  ambiguous: 'The picture leaves it open',
  guideline: 'The guidelines leave it open',
  other: 'Another reason',
}

const isReason = (reason: string): reason is AdjudicationReason =>
  (adjudicationReasons as readonly string[]).includes(reason)

/** A stored reason in words. */
export const storedReasonWord = (reason: string): string => (isReason(reason) ? reasonWord[reason] : 'Mistake review')

export const queueKindWord: Record<QueueKind, string> = { near: 'Near the cut', differ: 'Experts differ' }

/** What the keyboard does at the adjudication desk, in the order a newcomer needs it. */
export const adjudicationKeys: ReadonlyArray<{ keys: readonly string[]; does: string }> = [
  { keys: ['n', 'm', 'y'], does: 'Answer no, maybe or yes' },
  { keys: ['Enter'], does: 'See what others said; then save and go on' },
  { keys: ['1', '…', '6'], does: 'Choose the reason' },
  { keys: ['e'], does: 'Write a note; Escape leaves it' },
  { keys: ['Backspace'], does: 'Take back your last decision' },
  { keys: ['s'], does: 'Leave this pair for later' },
  { keys: ['z'], does: 'Zoom in or out' },
  { keys: ['?'], does: 'Show these keys' },
]
