import { z } from 'zod'

/** Common fields of every list of raters and every rater's page. */
export const raterSummary = z.strictObject({
  id: z.number().int(),
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  isExpert: z.boolean(),
  externalId: z.string().nullable(),
  votes: z.strictObject({ no: z.number().int(), maybe: z.number().int(), yes: z.number().int() }),
  isPaused: z.boolean(),
  /** Whether aggregation leaves out the rater's answers. */
  isLeftOut: z.boolean(),
})
