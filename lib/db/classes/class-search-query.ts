import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows, type Sql, sql } from '@/lib/db/session/sql'

const classRow = z.object({ name: z.string(), externalId: z.string().nullable(), index: z.number() })

const describedRow = z.object({ name: z.string(), otherNames: z.array(z.string()), gloss: z.string().nullable() })

const fitting = (projectId: number, text: string, limit: number): Sql => {
  const escaped = text.replace(/[\\%_]/g, (c) => `\\${c}`)
  return sql`FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL AND (
      class_index::text = ${text} OR external_id ILIKE ${`${escaped}%`} OR name ILIKE ${`%${escaped}%`}
      OR EXISTS (SELECT FROM unnest(other_names) o WHERE o ILIKE ${`%${escaped}%`}))
    ORDER BY class_index::text = ${text} DESC, lower(external_id) = lower(${text}) DESC, lower(name) = lower(${text}) DESC,
      name ILIKE ${`${escaped}%`} DESC, class_index
    LIMIT ${limit}::int`
}

/**
 * Labelable classes that fit a text: the very index or external id first, then names that start with it, then names and
 * other names that contain it. An empty text gives the first classes.
 */
export const searchClasses = (projectId: number, text: string, limit: number, db: Db = prisma) =>
  readRows(db, classRow)`
    SELECT name, external_id AS "externalId", class_index AS index ${fitting(projectId, text, limit)}`

/** The same classes with what tells them apart for raters, whom nothing tells a class but its name. */
export const searchDescribedClasses = (projectId: number, text: string, limit: number, db: Db = prisma) =>
  readRows(db, describedRow)`
    SELECT name, other_names AS "otherNames", gloss ${fitting(projectId, text, limit)}`
