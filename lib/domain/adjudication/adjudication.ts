/** Why a pair was decided as it was, in the order of the number keys. */
export const adjudicationReasons = ['clear', 'overlooked', 'confused', 'ambiguous', 'guideline', 'other'] as const
export type AdjudicationReason = (typeof adjudicationReasons)[number]

/** The reason of an answer that came of a mistake review, where the category says more. */
export const reviewReason = 'review'

/** The reason of a label that an admin set by hand, whose own reason is its note. */
export const byHandReason = 'by-hand'

/** Reasons of decisions that were made elsewhere than in the queue, and are taken back there. */
export const outsideReasons: readonly string[] = [reviewReason, byHandReason]

/** What fixed a candidate's score in the place of the method. */
export const labelDecisions = ['adjudicated', 'by-hand'] as const
export type LabelDecision = (typeof labelDecisions)[number]

/**
 * What brings a pair into the queue: an admin sent it, its score lies where an adjudication may change its label, or experts
 * differ about it.
 */
export const queueKinds = ['sent', 'near', 'differ'] as const
export type QueueKind = (typeof queueKinds)[number]

/** A pair enters the queue when its label changes at least this often. */
export const leastChange = 0.05

/** The longest note, in characters. */
export const longestNote = 2_000
