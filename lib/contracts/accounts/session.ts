import { z } from 'zod'

/** The password is asked of accounts that have one. */
export const endSessionInput = z.strictObject({ currentPassword: z.string().max(200).optional() })
export type EndSessionInput = z.infer<typeof endSessionInput>

/** A session of one's own account. */
export interface OwnSession {
  id: string
  /** Browser and system; blank when it did not name them. */
  device: string
  /** Whether it is the one that asks. */
  isCurrent: boolean
  startedAt: string
  /** Within some minutes. */
  lastUsedAt: string
}
