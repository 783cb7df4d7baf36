import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import { answers } from '@/lib/domain/rating/answer'

export const pairVote = z.strictObject({
  raterId: int,
  answer: z.enum(answers),
  isSimulated: z.boolean(),
  /** Whether the rater is excluded, so that aggregation ignores the vote. */
  isExcluded: z.boolean(),
})
export type PairVote = z.infer<typeof pairVote>

/** Number of votes with the same answer. Those of excluded raters are counted separately. */
export const voteCount = pairVote.pick({ answer: true, isExcluded: true }).extend({ count: int })
export type VoteCount = z.infer<typeof voteCount>
