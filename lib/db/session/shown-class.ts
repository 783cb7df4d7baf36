import { z } from 'zod'
import { shownLanguages } from '@/lib/contracts/rating/rating'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'
import { sql } from './sql'

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
/** The further language in which names are shown to a rater, for a statement. */
export const languageOfRater = (projectId: number, raterId: number) =>
  sql`(SELECT language FROM rater WHERE project_id = ${projectId}::int AND id = ${raterId}::int)`

/** The class `l` of a statement as class_shown_to_rater gives it. */
export const classShownTo = (projectId: number, raterId: number) =>
  sql`class_shown_to_rater(l.project_id, l.id, ${languageOfRater(projectId, raterId)})`

/** The same without what was decided about pairs, which screens of experts do not show. */
export const expertClass = shownClass.omit({ pairs: true })
