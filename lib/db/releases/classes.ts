import { fetchRows } from '@/lib/db/session/fetch-rows'
import type { ReleaseScope } from './scope'

export interface ReleasedClass {
  index: number
  name: string
  externalId: string | null
  otherNames: string[]
  gloss: string | null
  path: string[]
  /** What raters were told about it beside the gloss. */
  note: string | null
  wikipediaUrl: string | null
}

/** Classes that can be labels, by rising index. */
export const releasedClasses = ({ session, projectId }: ReleaseScope) =>
  fetchRows<ReleasedClass>(
    session,
    'classes',
    `SELECT class_index AS index, name, external_id AS "externalId", other_names AS "otherNames", gloss, path, note,
       wikipedia_url AS "wikipediaUrl"
     FROM class WHERE project_id = $1 AND class_index IS NOT NULL ORDER BY class_index`,
    [projectId],
  )
