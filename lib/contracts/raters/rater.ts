import { z } from 'zod'

/** What every list of raters and every page of one says first. */
export const raterSummary = z.strictObject({
  id: z.number().int(),
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  isExpert: z.boolean(),
  externalId: z.string().nullable(),
  votes: z.strictObject({ no: z.number().int(), maybe: z.number().int(), yes: z.number().int() }),
  /** Gets no tasks until an admin says so. */
  isPaused: z.boolean(),
  /** Answers that count in no aggregation. */
  isLeftOut: z.boolean(),
})
