import { z } from 'zod'
import { count, integerBetween } from '@/lib/contracts/number'
import { pageModes } from '@/lib/domain/rating/answer-mode'

/** `pageMode` is how they answer pages (`tap-yes`) if no experiment decides that. */
export const simulateRatersInput = z.strictObject({
  raters: integerBetween(1, 200).default(20),
  seed: integerBetween(0, 2_147_483_647).default(1),
  pageMode: z.enum(pageModes).optional(),
})
export type SimulateRatersInput = z.infer<typeof simulateRatersInput>

export const simulateRatersResult = z.strictObject({
  raters: count,
  /** How many of the raters answer carelessly. */
  careless: count,
  assignments: count,
  votes: count,
  finishedTasks: count,
  /** Tasks that still need raters, because there were too few simulated ones or people hold them. */
  openTasks: count,
})
export type SimulateRatersResult = z.infer<typeof simulateRatersResult>
