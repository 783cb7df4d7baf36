import { z } from 'zod'
import { answers } from '@/lib/domain/rating/answer'

export const pairVote = z.strictObject({
  raterId: z.number().int(),
  answer: z.enum(answers),
  isSimulated: z.boolean(),
  /** The rater's votes count in no aggregation. */
  isLeftOut: z.boolean(),
})
export type PairVote = z.infer<typeof pairVote>
