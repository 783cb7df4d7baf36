import { z } from 'zod'
import { classFacts } from '@/lib/contracts/classes/class'
import { shownLanguages } from '@/lib/contracts/rating/rating'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'
import { sql } from './sql'

/** Result of class_shown_to_rater: a class in one of the project's languages, or untranslated. */
export const shownClass = z.object({
  ...classFacts.pick({ name: true, otherNames: true, gloss: true, wikipediaUrl: true, path: true, note: true }).shape,
  pairs: z.array(z.object({ kind: z.enum(classPairDecisions), name: z.string(), note: z.string(), lang: z.string() })),
  ...shownLanguages,
  lang: z.string(),
})
const languageOfRater = (projectId: number, raterId: number) =>
  sql`(SELECT language FROM rater WHERE project_id = ${projectId}::int AND id = ${raterId}::int)`

export const classShownTo = (projectId: number, raterId: number) =>
  sql`class_shown_to_rater(l.project_id, l.id, ${languageOfRater(projectId, raterId)})`

/** Without decisions on class pairs, which experts' screens do not show. */
export const expertClass = shownClass.omit({ pairs: true })
