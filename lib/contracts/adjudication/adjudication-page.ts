import { z } from 'zod'
import {
  adjudicationInput,
  adjudicationTask,
  adjudicationView,
  adjudicationWorkspace,
  revealedPair,
} from '@/lib/contracts/adjudication/adjudication'
import {
  classPage,
  hasDistinctCandidates,
  pagePicture,
  passedOver,
  sentPage,
  sentPicture,
} from '@/lib/contracts/class-page'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import { answers } from '@/lib/domain/rating/answer'
import { picturesPerPage } from '@/lib/domain/rating/rating-limits'

const answer = z.enum(answers)

export const nextAdjudicationPageInput = z.strictObject({ view: adjudicationView, later: passedOver })
export type NextAdjudicationPageInput = z.infer<typeof nextAdjudicationPageInput>

/** Queued pairs of one class, with only what the expert may see before answering. */
const adjudicationClassPage = classPage.extend({
  pictures: z
    .array(pagePicture.extend(adjudicationTask.pick({ others: true, sent: true }).shape))
    .min(1)
    .max(picturesPerPage),
})
export type AdjudicationClassPage = z.infer<typeof adjudicationClassPage>

export const adjudicationPageWorkspace = adjudicationWorkspace
  .pick({ raterId: true, className: true, progress: true })
  .extend({ task: adjudicationClassPage.nullable(), ahead: z.array(adjudicationClassPage) })
export type AdjudicationPageWorkspace = z.infer<typeof adjudicationPageWorkspace>

/** The expert must answer all pictures before the reveal. */
export const revealPageInput = z.strictObject({
  answers: z
    .array(z.strictObject({ candidateId: sentPicture.candidateId, answer }))
    .min(1)
    .max(picturesPerPage)
    .refine(hasDistinctCandidates, 'answer each candidate once'),
})
export type RevealPageInput = z.infer<typeof revealPageInput>

/** The pairs that can still be decided. */
export const revealedPage = z.strictObject({ pairs: z.array(revealedPair) })
export type RevealedPage = z.infer<typeof revealedPage>

export const adjudicationPageInput = z.strictObject({
  ...sentPage,
  pictures: z
    .array(z.strictObject({ ...sentPicture, firstAnswer: answer, answer }))
    .min(1)
    .max(picturesPerPage)
    .refine(hasDistinctCandidates, 'decide on each candidate once'),
  ...adjudicationInput.pick({ reason: true, note: true }).shape,
  next: nextAdjudicationPageInput,
})
export type AdjudicationPageInput = z.infer<typeof adjudicationPageInput>

/** All decisions of the last page, by position. */
export const undoneAdjudicationPage = z.strictObject({
  page: adjudicationClassPage,
  revealed: z.array(revealedPair),
  firstAnswers: z.array(answer),
  answers: z.array(answer),
  reason: z.enum(adjudicationReasons).nullable(),
  note: z.string(),
})
export type UndoneAdjudicationPage = z.infer<typeof undoneAdjudicationPage>
