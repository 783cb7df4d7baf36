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

/** The e-mail is typed once more, so that nobody deletes an account by mistake. */
export const deleteAccountInput = z.strictObject({ email: z.string().max(254) })

/** What is kept of a rater in one project, in figures, for that rater. */
export interface OwnSummary {
  projectName: string
  slug: string
  /** Null for a member who never rated here. */
  raterId: number | null
  /** Why the data cannot be given or erased on this visitor's own word; null when they can. */
  refusal: string | null
  isPanelist: boolean
  hasIdentity: boolean
  tasks: number
  flags: number
  suggestions: number
  readings: number
  visits: number
  messages: number
}
