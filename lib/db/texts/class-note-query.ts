import { classNote } from '@/lib/contracts/texts'
import { type Db, prisma } from '@/lib/db/client'
import { escapeLike, readRows, runSql } from '@/lib/db/session/sql'

/** Matches names, external ids and indices; classes with a note come first, and alone if the text is empty. */
export async function findClassNotes(projectId: number, text: string, limit: number) {
  const escaped = escapeLike(text)
  return readRows(prisma, classNote)`
    SELECT id AS "classId", name, external_id AS "externalId", gloss, note FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL AND CASE WHEN ${text} = '' THEN note IS NOT NULL ELSE
      class_index::text = ${text} OR external_id ILIKE ${`${escaped}%`} OR name ILIKE ${`%${escaped}%`}
      OR EXISTS (SELECT FROM unnest(other_names) o WHERE o ILIKE ${`%${escaped}%`}) END
    ORDER BY lower(name) = lower(${text}) DESC, note IS NULL, name ILIKE ${`${escaped}%`} DESC, name
    LIMIT ${limit}::int`
}

/** Holds a class until the end of the transaction, so that two changes of its note follow one another. */
export const lockClass = (projectId: number, classId: number, db: Db) =>
  runSql(db)`SELECT FROM class WHERE project_id = ${projectId}::int AND id = ${classId}::int FOR NO KEY UPDATE`
