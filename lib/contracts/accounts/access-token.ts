import { z } from 'zod'
import { endSessionInput } from './session'

/** How long a token may be valid, in days. */
export const tokenDays = [7, 30, 90, 365] as const

export const newAccessTokenInput = endSessionInput.extend({
  name: z.string().trim().min(1, 'Enter a name.').max(100, 'At most 100 characters.'),
  daysValid: z.literal(tokenDays, 'Choose one of the listed periods.'),
  canWrite: z.boolean(),
})
export type NewAccessTokenInput = z.infer<typeof newAccessTokenInput>

/** The only response that contains the token. */
export const newAccessTokenOutput = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() })

export interface OwnAccessToken {
  id: string
  name: string
  canWrite: boolean
  createdAt: string
  expiresAt: string
  /** Accurate to a few minutes. Null if it was never used. */
  lastUsedAt: string | null
}
