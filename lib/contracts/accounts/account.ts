import { z } from 'zod'
import { newAccountFields } from './setup'

const { name, email, password } = newAccountFields
export const currentPassword = z.string().min(1, 'Enter your current password.').max(200, 'At most 200 characters.')

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
  /** Why this visitor may not export or erase the data themselves. Null if they may. */
  refusal: string | null
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
