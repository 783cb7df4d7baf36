import { z } from 'zod'
import { languages } from '@/lib/domain/accounts/language'

/** What raters have chosen for themselves. What is stored by an older version is read as if it had been left alone. */
export const raterSettings = z.strictObject({
  /** The key of each command that the rater has changed, by the command's name; all others have the usual one. */
  keys: z.record(z.string().min(1).max(20), z.string().min(1).max(20)).default({}),
  /** Null: the one the browser asks for. */
  language: z.enum(languages).nullable().default(null),
})
export type RaterSettings = z.infer<typeof raterSettings>

export const usualSettings: RaterSettings = { keys: {}, language: null }
