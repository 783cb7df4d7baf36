import { z } from 'zod'

const count = z.number().int()

const wayFigures = z.strictObject({ acts: count, raterHours: z.number(), cost: z.number() })

/** What the same pairs take image first and class first, and in the mix that is chosen. */
export const waysOfAsking = z.strictObject({
  image: wayFigures,
  class: wayFigures,
  chosen: wayFigures,
  /** Pages of pictures that raters answer in the mix. */
  pages: count,
  /** Seconds that a candidate takes class first. */
  pictureTime: z.strictObject({ perCandidate: z.number(), from: z.enum(['measured', 'assumed']), answers: count }),
})

/** Seconds that a task is priced with. */
export const answerTime = z.strictObject({
  perTask: z.number(),
  perCandidate: z.number(),
  from: z.enum(['chosen', 'measured', 'assumed']),
  answers: count,
})
