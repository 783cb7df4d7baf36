import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import type { Answer } from '@/lib/domain/rating/answer'
import type { undoRefusals } from '@/lib/domain/rating/rating-limits'

interface OwnAnswer {
  name: string
  otherNames: string[]
  lang: string
  answer: Answer
  /** Whether "the rest are no" set the answer. */
  isRest: boolean
  /** Null if only the name of the image is known. */
  imageUrl: string | null
}

/** A rater's own submission: a task, or a page of pictures. Must not reveal gold questions. */
export interface OwnTurn {
  /** Id of the assignment or, if `isPage`, of the page. */
  id: number
  isPage: boolean
  /** Gold questions count as `rating`. */
  step: 'training' | 'test' | 'rating'
  submittedAt: string
  /** Active seconds over all visits. Null if not measured. */
  seconds: number | null
  /** Much faster than the rater's usual pace. */
  isQuick: boolean
  /** Reopened and not submitted again. */
  isOpen: boolean
  /** Why it cannot be changed any more. Null if it can. */
  refusal: (typeof undoRefusals)[number] | null
  /** In display order. */
  answers: OwnAnswer[]
}

export interface OwnHistory {
  project: { slug: string; name: string }
  /** Why nothing can be changed now. Null if changes are possible. */
  locked: 'rater-paused' | 'visit-over' | null
  /** Newest first. */
  turns: OwnTurn[]
}

/** Number of recent answers that were much faster than usual and can still be changed. */
export const quickAnswers = z.strictObject({ quick: int })
export type QuickAnswers = z.infer<typeof quickAnswers>
