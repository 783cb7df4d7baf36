import { z } from 'zod'
import { raterStatus } from '@/lib/contracts/quality'
import { groupActs } from '@/lib/domain/raters/group-act'

/** Applies one action to all of these raters or, on an error, to none. */
export const actOnRatersInput = z.strictObject({
  act: z.enum(groupActs).exclude(['message']),
  raterIds: z
    .array(z.number().int().min(0).max(2_147_483_647))
    .min(1, 'Select at least one rater.')
    .max(500, 'At most 500 raters at once.'),
})
export type ActOnRatersInput = z.infer<typeof actOnRatersInput>
export const actedOnRaters = z.strictObject({ raters: z.array(raterStatus) })
