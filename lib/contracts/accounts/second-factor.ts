import { z } from 'zod'
import { currentPassword } from './account'

const code = z.string().trim().min(1, 'Enter a code.').max(40, 'At most 40 characters.')

export const beginSecondFactorInput = z.strictObject({ currentPassword })

/** The secret is in this answer and nowhere else that anybody can read. */
export const newSecondFactor = z.strictObject({
  /** In base 32, to be typed in. */
  secret: z.string(),
  /** The path of an SVG of so many units in width and height. */
  qr: z.strictObject({ size: z.number().int(), path: z.string() }),
})
export type NewSecondFactor = z.infer<typeof newSecondFactor>

export const confirmSecondFactorInput = z.strictObject({ code })
export type ConfirmSecondFactorInput = z.infer<typeof confirmSecondFactorInput>

/** What an owner gives to change a second factor that is on: the code may be a recovery code. */
export const ownerProof = z.strictObject({ currentPassword, code })
export type OwnerProof = z.infer<typeof ownerProof>

/** In this answer and nowhere else: only their hashes are kept. */
export const newRecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) })
