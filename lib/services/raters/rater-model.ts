import { z } from 'zod'
import type { RaterModel } from '@/lib/contracts/raters/rater-detail'
import type { RaterRunRow } from '@/lib/db/raters/rater-run-query'
import { answers } from '@/lib/domain/rating/answer'

const probability = z.array(z.array(z.number()))

const model = z.object({
  classes: z.array(z.string()),
  answers: z.array(z.string()),
  skillMeaning: z.string(),
  rater: z.object({
    goldenAnswerCount: z.number().int(),
    skill: z.number(),
    probability: probability.nullable(),
  }),
})

/** The format of the first version: two hidden classes, and no skill. */
const firstModel = z.object({
  rater: z.object({
    goldenAnswerCount: z.number().int(),
    negative: z.array(z.number()).length(answers.length),
    positive: z.array(z.number()).length(answers.length),
  }),
})

/** Null if the run's model estimates nothing about the rater, or has an unknown format. */
export function raterModel(run: RaterRunRow): RaterModel | null {
  const known = model.safeParse(run)
  if (known.success) {
    const { classes, rater, skillMeaning } = known.data
    const fits = rater.probability?.every((row) => row.length === known.data.answers.length) ?? true
    if (!fits || (rater.probability && rater.probability.length !== classes.length)) return null
    return { classes, answers: known.data.answers, skillMeaning, ...rater }
  }
  const first = firstModel.safeParse(run)
  if (!first.success) return null
  const { goldenAnswerCount, negative, positive } = first.data.rater
  return {
    classes: ['does not apply', 'applies'],
    answers: [...answers],
    probability: [negative, positive],
    skill: null,
    skillMeaning: null,
    goldenAnswerCount,
  }
}
