import { z } from 'zod'
import { shownLanguages } from '@/lib/contracts/rating/rating'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'

/** What class_shown_to_rater gives: a class in a language of the project, or in its own where it is not translated. */
export const shownClass = z.object({
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  wikipediaUrl: z.string().nullable(),
  path: z.array(z.string()),
  note: z.string().nullable(),
  pairs: z.array(z.object({ kind: z.enum(classPairDecisions), name: z.string(), note: z.string(), lang: z.string() })),
  ...shownLanguages,
  lang: z.string(),
})
export type ShownClass = z.infer<typeof shownClass>
