import { z } from 'zod'
import { languages } from '@/lib/domain/accounts/language'
import { answerModes, askingOrders, pageModes } from '@/lib/domain/rating/answer-mode'

/** Preferences of a rater. Settings stored by an older version get defaults for what they do not contain. */
export const raterSettings = z.strictObject({
  /** Custom keys by command. Other commands keep their default key. */
  keys: z.record(z.string().min(1).max(20), z.string().min(1).max(20)).default({}),
  /** Null: the browser's preferred language. */
  language: z.enum(languages).nullable().default(null),
  /** Language of the project's names and texts. Omitted: the interface language. */
  names: z.string().max(35).optional(),
  /** Preferred way of answering, where the project lets raters choose. */
  answerMode: z.enum(answerModes).optional(),
  /** The same for pages of pictures. */
  pageMode: z.enum(pageModes).optional(),
  /** An expert's preferred way of being asked, for golden images and for adjudication. */
  expertWays: z
    .strictObject({ golden: z.enum(askingOrders).optional(), adjudication: z.enum(askingOrders).optional() })
    .optional(),
})
export type RaterSettings = z.infer<typeof raterSettings>

export const defaultRaterSettings: RaterSettings = { keys: {}, language: null }
