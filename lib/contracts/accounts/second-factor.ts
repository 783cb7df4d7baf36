import { z } from 'zod'
import { currentPassword } from './account'

const code = z.string().trim().min(1, 'Enter a code.').max(40, 'At most 40 characters.')

export const beginSecondFactorInput = z.strictObject({ currentPassword })

/** The only response that contains the secret. */
export const newSecondFactor = z.strictObject({
  /** Base32, for typing it into an authenticator. */
  secret: z.string(),
  /** Path data of an SVG whose width and height are `size` units. */
  qr: z.strictObject({ size: z.number().int(), path: z.string() }),
})
export type NewSecondFactor = z.infer<typeof newSecondFactor>

export const confirmSecondFactorInput = z.strictObject({ code })
export type ConfirmSecondFactorInput = z.infer<typeof confirmSecondFactorInput>

/** Proof required to change an active second factor. The code may be a recovery code. */
export const ownerProof = z.strictObject({ currentPassword, code })
export type OwnerProof = z.infer<typeof ownerProof>

/** Only hashes of the codes are stored, so no later response can contain them. */
export const newRecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) })
