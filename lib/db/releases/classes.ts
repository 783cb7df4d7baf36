import { z } from 'zod'
import { fetchRows } from '@/lib/db/session/fetch-rows'
import type { ReleaseScope } from './scope'

const releasedClass = z.object({
  index: z.number(),
  name: z.string(),
  externalId: z.string().nullable(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  path: z.array(z.string()),
  /** What raters were told about it beside the gloss. */
  note: z.string().nullable(),
  wikipediaUrl: z.string().nullable(),
})

/** Classes that can be labels, by rising index. */
export const releasedClasses = ({ session, projectId }: ReleaseScope) =>
  fetchRows(session, releasedClass)`
    SELECT class_index AS index, name, external_id AS "externalId", other_names AS "otherNames", gloss, path, note,
      wikipedia_url AS "wikipediaUrl"
    FROM class WHERE project_id = ${projectId} AND class_index IS NOT NULL ORDER BY class_index`
