import { z } from 'zod'
import { wholeFrom } from '@/lib/contracts/number'
import { imageTarget } from './image-target'

const count = z.number().int()

export const imageTargetInput = z.strictObject({ target: imageTarget })
export type ImageTargetInput = z.infer<typeof imageTargetInput>

/** Images some of whose candidates were sent to experts or taken back, and how many candidates. */
export const sentToExperts = z.strictObject({ images: z.array(count), candidates: count })
export type SentToExperts = z.infer<typeof sentToExperts>

export const askAgainInput = z.strictObject({
  target: imageTarget,
  /** Votes wanted for each candidate, from raters who have not answered it. */
  votes: wholeFrom(1, 50),
})
export type AskAgainInput = z.infer<typeof askAgainInput>

export const askedAgain = z.strictObject({ batchId: count, images: count, tasks: count, candidates: count })
export type AskedAgain = z.infer<typeof askedAgain>
