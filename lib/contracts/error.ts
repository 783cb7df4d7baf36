import { z } from 'zod'

/** The body of every answer that is not 2xx. */
export const errorBody = z.strictObject({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()),
  /** The number of the request, where what went wrong is in the log of the server. */
  requestId: z.string().optional(),
})
export type ErrorBody = z.infer<typeof errorBody>
