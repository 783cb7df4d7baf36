import { z } from 'zod'
import { answers } from '@/lib/domain/rating/answer'

export const pairVote = z.strictObject({
  raterId: z.number().int(),
  answer: z.enum(answers),
  isSimulated: z.boolean(),
  /** Whether aggregation leaves out the rater's votes. */
  isLeftOut: z.boolean(),
})
export type PairVote = z.infer<typeof pairVote>
