import { z } from 'zod'

const healthCheck = z.strictObject({
  isOk: z.boolean(),
  /** A sentence: what is wrong or, if `isOk`, what may soon be. Null if nothing is. */
  message: z.string().nullable(),
})
export type HealthCheck = z.infer<typeof healthCheck>

/** Returned with 200 if all checks pass, otherwise with 503. */
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
