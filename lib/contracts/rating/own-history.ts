import { z } from 'zod'
import { answerSchema } from '@/lib/contracts/rating/rating'
import { undoReach, undoRefusals } from '@/lib/domain/rating/rating-limits'

const ownAnswer = z.strictObject({
  name: z.string(),
  otherNames: z.array(z.string()),
  lang: z.string(),
  answer: answerSchema,
  /** Whether "the rest are no" set the answer. */
  isRest: z.boolean(),
  /** Null if only the name of the image is known. */
  imageUrl: z.string().nullable(),
})

/** A rater's own submission: a task, or a page of pictures. Must not reveal gold questions. */
const ownTurn = z.strictObject({
  /** Id of the assignment or, if `isPage`, of the page. */
  id: z.number().int(),
  isPage: z.boolean(),
  /** Gold questions count as `rating`. */
  step: z.enum(['training', 'test', 'rating']),
  submittedAt: z.iso.datetime(),
  /** Active seconds over all visits. Null if not measured. */
  seconds: z.number().nullable(),
  /** Much faster than the rater's usual pace. */
  isQuick: z.boolean(),
  /** Reopened and not submitted again. */
  isOpen: z.boolean(),
  /** Why it cannot be changed any more. Null if it can. */
  refusal: z.enum(undoRefusals).nullable(),
  /** In display order. */
  answers: z.array(ownAnswer),
})
export type OwnTurn = z.infer<typeof ownTurn>

const ownHistory = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string() }),
  /** Why nothing can be changed now. Null if changes are possible. */
  locked: z.enum(['rater-paused', 'visit-over']).nullable(),
  /** Newest first. */
  turns: z.array(ownTurn).max(undoReach),
})
export type OwnHistory = z.infer<typeof ownHistory>

/** Number of recent answers that were much faster than usual and can still be changed. */
export const quickAnswers = z.strictObject({ quick: z.number().int() })
export type QuickAnswers = z.infer<typeof quickAnswers>
