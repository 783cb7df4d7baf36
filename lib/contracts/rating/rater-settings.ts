import { z } from 'zod'
import { languages } from '@/lib/domain/accounts/language'
import { expertWays } from '@/lib/domain/golden/expert-way'
import { answerModes, pageModes } from '@/lib/domain/rating/answer-mode'

/** What raters have chosen for themselves. What is stored by an older version is read as if it had been left alone. */
export const raterSettings = z.strictObject({
  /** The key of each command that the rater has changed, by the command's name; all others have the usual one. */
  keys: z.record(z.string().min(1).max(20), z.string().min(1).max(20)).default({}),
  /** Null: the one the browser asks for. */
  language: z.enum(languages).nullable().default(null),
  /** The language of names and texts of the project; left out: that of the screens. */
  names: z.string().max(35).optional(),
  /** How they answer where the project lets them choose; left out by those who have not chosen. */
  answerMode: z.enum(answerModes).optional(),
  /** The same on pages of pictures. */
  pageMode: z.enum(pageModes).optional(),
  /** How experts are asked in each of their works, by those who have chosen. */
  expertWays: z
    .strictObject({ golden: z.enum(expertWays).optional(), adjudication: z.enum(expertWays).optional() })
    .optional(),
})
export type RaterSettings = z.infer<typeof raterSettings>

export const usualSettings: RaterSettings = { keys: {}, language: null }
