import { z } from 'zod'
import { classPage, hasDistinctCandidates, passedOver, sentPage, sentPicture } from '@/lib/contracts/class-page'
import { count, rowNumber } from '@/lib/contracts/number'
import { answers } from '@/lib/domain/rating/answer'
import { picturesPerPage } from '@/lib/domain/rating/rating-limits'

const answer = z.enum(answers)

export const nextGoldenPageInput = z.strictObject({ later: passedOver })
export type NextGoldenPageInput = z.infer<typeof nextGoldenPageInput>

/** The page of the golden set to answer class first, and the pages after it. */
export const goldenPageWorkspace = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string(), hasGuidelines: z.boolean() }),
  /** The account's rater number in the project. */
  raterId: rowNumber,
  /** Null if every candidate of the golden set is answered. */
  task: classPage.nullable(),
  ahead: z.array(classPage),
  progress: z.strictObject({
    total: count,
    done: count,
    /** Whether the expert has submitted a page, which can be reopened. */
    canReopen: z.boolean(),
  }),
})
export type GoldenPageWorkspace = z.infer<typeof goldenPageWorkspace>

export const goldenPageInput = z.strictObject({
  ...sentPage,
  pictures: z
    .array(z.strictObject({ ...sentPicture, answer }))
    .min(1)
    .max(picturesPerPage)
    .refine(hasDistinctCandidates, 'answer each candidate once'),
  next: nextGoldenPageInput,
})
export type GoldenPageInput = z.infer<typeof goldenPageInput>

/** The page that the expert submitted last, with the current answers by position. */
export const lastGoldenPage = z.strictObject({
  page: classPage.nullable(),
  answers: z.array(answer),
})
export type LastGoldenPage = z.infer<typeof lastGoldenPage>
