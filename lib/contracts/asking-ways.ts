import { z } from 'zod'

const count = z.number().int()

const wayFigures = z.strictObject({ acts: count, raterHours: z.number(), cost: z.number() })

/** What the same pairs cost when asked image first, class first, and in the chosen mix. */
export const waysOfAsking = z.strictObject({
  image: wayFigures,
  class: wayFigures,
  chosen: wayFigures,
  pages: count,
  pictureTime: z.strictObject({ perCandidate: z.number(), from: z.enum(['measured', 'assumed']), answers: count }),
})

/** Seconds used to price a task. */
export const answerTime = z.strictObject({
  perTask: z.number(),
  perCandidate: z.number(),
  from: z.enum(['chosen', 'measured', 'assumed']),
  answers: count,
})
