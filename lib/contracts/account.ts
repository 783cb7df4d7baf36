import { z } from 'zod'

/** The e-mail is typed once more, so that nobody deletes an account by mistake. */
export const deleteAccountInput = z.strictObject({ email: z.string().max(254) })
