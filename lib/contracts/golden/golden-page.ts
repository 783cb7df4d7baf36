import { z } from 'zod'
import { classPage, isEachOnce, passedOver, sentPage, sentPicture } from '@/lib/contracts/class-page'
import { answers } from '@/lib/domain/rating/answer'
import { picturesPerPage } from '@/lib/domain/rating/grid-page'

const count = z.number().int()
const answer = z.enum(answers)

/** POST …/golden/pages/next */
export const nextGoldenPageInput = z.strictObject({ later: passedOver })
export type NextGoldenPageInput = z.infer<typeof nextGoldenPageInput>

/** The golden set asked class first: the page to be answered, and those that come next. */
export const goldenPageWorkspace = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string(), hasGuidelines: z.boolean() }),
  /** The number this account has as a rater of the project. */
  raterId: count,
  /** Null when every candidate of the golden set is answered. */
  task: classPage.nullable(),
  ahead: z.array(classPage),
  /** Candidates of the golden set, and those of them that this expert has answered. */
  progress: z.strictObject({ total: count, done: count }),
})
export type GoldenPageWorkspace = z.infer<typeof goldenPageWorkspace>

/** POST …/golden/pages */
export const goldenPageInput = z.strictObject({
  ...sentPage,
  pictures: z
    .array(z.strictObject({ ...sentPicture, answer }))
    .min(1)
    .max(picturesPerPage)
    .refine(isEachOnce, 'answer each candidate once'),
  next: nextGoldenPageInput,
})
export type GoldenPageInput = z.infer<typeof goldenPageInput>

/** GET …/golden/pages/last: the page that the expert submitted last, with the answers as they are now, by position. */
export const lastGoldenPage = z.strictObject({
  page: classPage.nullable(),
  answers: z.array(answer),
})
export type LastGoldenPage = z.infer<typeof lastGoldenPage>
