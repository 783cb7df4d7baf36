import { z } from 'zod'
import { pageModes } from '@/lib/domain/rating/answer-mode'
import { wholeFrom } from './number'

const count = z.number().int()

/** How many simulated raters answer, from which seed, and how they answer pages where no experiment decides that (`tap-yes`). */
export const simulateRatersInput = z.strictObject({
  raters: wholeFrom(1, 200).default(20),
  seed: wholeFrom(0, 2_147_483_647).default(1),
  pageMode: z.enum(pageModes).optional(),
})
export type SimulateRatersInput = z.infer<typeof simulateRatersInput>

export const simulateRatersResult = z.strictObject({
  raters: count,
  /** Of these, so many answer carelessly. */
  careless: count,
  assignments: count,
  votes: count,
  finishedTasks: count,
  /** Tasks that still want raters: more than there were simulated ones, or held by people. */
  openTasks: count,
})
export type SimulateRatersResult = z.infer<typeof simulateRatersResult>
