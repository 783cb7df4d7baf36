/** In the order of the number keys. */
export const adjudicationReasons = ['clear', 'overlooked', 'confused', 'ambiguous', 'guideline', 'other'] as const
export type AdjudicationReason = (typeof adjudicationReasons)[number]

/** Reason of decisions from a mistake review, whose category is more specific. */
export const reviewReason = 'review'

/** Reason of labels set by hand. The admin's own reason is the note. */
export const handLabelReason = 'by-hand'

/** Reasons of decisions made outside of the queue, which are undone where they were made. */
export const outsideReasons: readonly string[] = [reviewReason, handLabelReason]

/** Decisions that set a candidate's score in place of the run's method. */
export const labelDecisions = ['adjudicated', 'by-hand'] as const
export type LabelDecision = (typeof labelDecisions)[number]

/** An admin sent the pair, its score is so near the threshold that its label may change, or experts differ. */
export const queueKinds = ['sent', 'near', 'differ'] as const
export type QueueKind = (typeof queueKinds)[number]

/** Probability of a label change from which on a pair is in the queue. */
export const minChange = 0.05

/** In characters. */
export const maxNoteLength = 2_000
