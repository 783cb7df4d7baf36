import { z } from 'zod'
import { answerSchema } from '@/lib/contracts/rating/rating'
import { undoReach, undoRefusals } from '@/lib/domain/rating/rating-limits'

const ownAnswer = z.strictObject({
  name: z.string(),
  otherNames: z.array(z.string()),
  /** The language of the names. */
  lang: z.string(),
  answer: answerSchema,
  /** Whether "the rest are no" gave it. */
  isRest: z.boolean(),
  /** Null where only the name of the image is known. */
  imageUrl: z.string().nullable(),
})

/** One submission of a rater as they see it afterwards: a task, or a page of pictures. Nothing tells a golden one apart. */
export const ownTurn = z.strictObject({
  /** Its assignment, or page. */
  id: z.number().int(),
  isPage: z.boolean(),
  /** A gold question belongs to `rating`. */
  step: z.enum(['training', 'test', 'rating']),
  submittedAt: z.iso.datetime(),
  /** Active seconds over all visits; null where they were not measured. */
  seconds: z.number().nullable(),
  /** Much quicker than the rater's own usual pace. */
  isQuick: z.boolean(),
  /** Reopened and not submitted again. */
  isOpen: z.boolean(),
  /** Why it cannot be changed any more; null when it can. */
  refusal: z.enum(undoRefusals).nullable(),
  /** In the order shown. */
  answers: z.array(ownAnswer),
})
export type OwnTurn = z.infer<typeof ownTurn>

export const ownHistory = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string() }),
  /** Why nothing can be changed at the moment; null when it can. */
  locked: z.enum(['rater-paused', 'visit-over']).nullable(),
  /** The newest first. */
  turns: z.array(ownTurn).max(undoReach),
})
export type OwnHistory = z.infer<typeof ownHistory>

/** How many of them were much quicker than usual and can still be changed. */
export const quickAnswers = z.strictObject({ quick: z.number().int() })
export type QuickAnswers = z.infer<typeof quickAnswers>
