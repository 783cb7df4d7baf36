import { z } from 'zod'

const healthCheck = z.strictObject({
  isOk: z.boolean(),
  /** What is wrong, in a sentence, or, while it still works, what soon may be; null when nothing is. */
  message: z.string().nullable(),
})
export type HealthCheck = z.infer<typeof healthCheck>

/** Answered with 200 when all is well, and with 503 otherwise. */
export const serverHealth = z.strictObject({
  status: z.enum(['ok', 'failing']),
  checks: z.strictObject({
    database: healthCheck,
    disk: healthCheck,
    migrations: healthCheck,
    worker: healthCheck,
  }),
})
export type ServerHealth = z.infer<typeof serverHealth>
