import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import { accountProblems } from '@/lib/domain/accounts/account-problem'

/**
 * Characters that change the direction of text or are invisible: a name could look like another's. Persian and Indian
 * names need the joiners U+200C and U+200D.
 */
const unwanted = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

export const newAccountFields = {
  name: z
    .string()
    .overwrite((name) => name.replace(unwanted, ''))
    .trim()
    .min(1, accountProblems.noName)
    .max(100, accountProblems.longName),
  email: z.string().trim().toLowerCase().pipe(z.email(accountProblems.wrongEmail).max(254)),
  password: z.string().min(10, accountProblems.shortPassword).max(200, accountProblems.longPassword),
}

export const setupInput = z.strictObject({
  token: z.string().min(1).max(200),
  ...newAccountFields,
  withDemo: z.boolean(),
})
export type SetupInput = z.infer<typeof setupInput>

export const setupOutput = z.strictObject({ projectSlug: z.string().nullable() })
export type SetupOutput = z.infer<typeof setupOutput>

const { name, email, password } = newAccountFields
const currentPassword = z.string().min(1, 'Enter your current password.').max(200, 'At most 200 characters.')

export const changeNameInput = z.strictObject({ name })
export type ChangeNameInput = z.infer<typeof changeNameInput>

export const changeEmailInput = z.strictObject({ email, currentPassword })
export type ChangeEmailInput = z.infer<typeof changeEmailInput>

export const changePasswordInput = z.strictObject({ currentPassword, password })
export type ChangePasswordInput = z.infer<typeof changePasswordInput>

/** The e-mail must be typed again, so that nobody deletes an account by mistake. The password is required if there is one. */
export const deleteAccountInput = z.strictObject({
  email: z.string().max(254),
  currentPassword: z.string().max(200).optional(),
})
export type DeleteAccountInput = z.infer<typeof deleteAccountInput>

export interface OwnSummary {
  projectName: string
  slug: string
  /** Null for a member who has never rated in the project. */
  raterId: number | null
  /** Whether this visitor may not export or erase the data, since somebody else may have given it. */
  isRefused: boolean
  isPanelist: boolean
  hasIdentity: boolean
  /** False while paused or disqualified: they would start over. */
  mayErase: boolean
  tasks: number
  flags: number
  suggestions: number
  readings: number
  visits: number
  messages: number
}

/** Only the hash of the token is stored, so no later response can contain it. */
export const newPasswordReset = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() })

export const resetPasswordInput = z.strictObject({
  token: z.string().min(1).max(200),
  password: newAccountFields.password,
})
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>

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

const code = z.string().trim().min(1, 'Enter a code.').max(40, 'At most 40 characters.')

export const beginSecondFactorInput = z.strictObject({ currentPassword })

/** The only response that contains the secret. */
export const newSecondFactor = z.strictObject({
  /** Base32, for typing it into an authenticator. */
  secret: z.string(),
  /** Path data of an SVG whose width and height are `size` units. */
  qr: z.strictObject({ size: int, path: z.string() }),
})
export type NewSecondFactor = z.infer<typeof newSecondFactor>

export const confirmSecondFactorInput = z.strictObject({ code })
export type ConfirmSecondFactorInput = z.infer<typeof confirmSecondFactorInput>

/** Proof required to change an active second factor. The code may be a recovery code. */
export const ownerProof = z.strictObject({ currentPassword, code })
export type OwnerProof = z.infer<typeof ownerProof>

/** Only hashes of the codes are stored, so no later response can contain them. */
export const newRecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) })
