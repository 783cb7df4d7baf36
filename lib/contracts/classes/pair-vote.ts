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

/** Number of votes with the same answer. Those of excluded raters are counted separately. */
export const voteCount = pairVote.pick({ answer: true, isLeftOut: true }).extend({ count: z.number().int() })
export type VoteCount = z.infer<typeof voteCount>
