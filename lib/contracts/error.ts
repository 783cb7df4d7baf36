import { z } from 'zod'

/** The body of every response that is not 2xx. */
export const errorBody = z.strictObject({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()),
  /** Identifies the request in the server log. */
  requestId: z.string().optional(),
})
export type ErrorBody = z.infer<typeof errorBody>
