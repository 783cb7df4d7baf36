import { z } from 'zod'

/** The body of every answer that is not 2xx. */
export const errorBody = z.strictObject({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()),
})
export type ErrorBody = z.infer<typeof errorBody>
