import { z } from 'zod'
import { raterStanding } from './quality'

export const groupActs = ['pause', 'resume', 'leave-out', 'take-in'] as const
export type GroupAct = (typeof groupActs)[number]

/** POST …/raters/acts: the same with several raters, with all of them or with none. */
export const actOnRatersInput = z.strictObject({
  act: z.enum(groupActs),
  raterIds: z
    .array(z.number().int().min(0).max(2_147_483_647))
    .min(1, 'Choose at least one rater.')
    .max(500, 'At most 500 raters at once.'),
})
export type ActOnRatersInput = z.infer<typeof actOnRatersInput>
export const actedOnRaters = z.strictObject({ raters: z.array(raterStanding) })
