import { z } from 'zod'
import { newAccountFields } from './setup'

/** The secret is in this answer and nowhere else: only its hash is kept. */
export const newPasswordReset = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() })

export const resetPasswordInput = z.strictObject({
  token: z.string().min(1).max(200),
  password: newAccountFields.password,
})
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>
