import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const classRow = z.object({ name: z.string(), externalId: z.string().nullable(), index: z.number() })

/**
 * Labelable classes that fit a text: the very index or external id first, then names that start with it, then names and
 * other names that contain it. An empty text gives the first classes.
 */
export async function searchClasses(projectId: number, text: string, limit: number, db: Db = prisma) {
  const escaped = text.replace(/[\\%_]/g, (c) => `\\${c}`)
  return readRows(db, classRow)`
    SELECT name, external_id AS "externalId", class_index AS index FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL AND (
      class_index::text = ${text} OR external_id ILIKE ${`${escaped}%`} OR name ILIKE ${`%${escaped}%`}
      OR EXISTS (SELECT FROM unnest(other_names) o WHERE o ILIKE ${`%${escaped}%`}))
    ORDER BY class_index::text = ${text} DESC, lower(external_id) = lower(${text}) DESC, lower(name) = lower(${text}) DESC,
      name ILIKE ${`${escaped}%`} DESC, class_index
    LIMIT ${limit}::int`
}
