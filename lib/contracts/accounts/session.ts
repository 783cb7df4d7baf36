import { z } from 'zod'

/** Required if the account has a password. */
export const endSessionInput = z.strictObject({ currentPassword: z.string().max(200).optional() })
export type EndSessionInput = z.infer<typeof endSessionInput>

export interface OwnSession {
  id: string
  /** Browser and operating system. Blank if the browser did not name them. */
  device: string
  isCurrent: boolean
  startedAt: string
  /** Accurate to a few minutes. */
  lastUsedAt: string
}
