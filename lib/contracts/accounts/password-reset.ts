import { z } from 'zod'
import { newAccountFields } from './setup'

/** Only the hash of the token is stored, so no later response can contain it. */
export const newPasswordReset = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() })

export const resetPasswordInput = z.strictObject({
  token: z.string().min(1).max(200),
  password: newAccountFields.password,
})
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>
