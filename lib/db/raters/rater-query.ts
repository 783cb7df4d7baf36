import { z } from 'zod'
import { raterSummary } from '@/lib/contracts/raters/rater'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const raterRow = z.object({
  ...raterSummary.pick({ id: true, kind: true, isExpert: true, externalId: true }).shape,
  previous: z.number().nullable(),
  next: z.number().nullable(),
})

/** Includes the numbers of the previous and next rater. */
export async function findRater(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, raterRow)`
    SELECT id, kind::text AS kind, is_expert AS "isExpert", external_id AS "externalId",
      (SELECT max(id) FROM rater WHERE project_id = ${projectId}::int AND id < ${raterId}::int) AS previous,
      (SELECT min(id) FROM rater WHERE project_id = ${projectId}::int AND id > ${raterId}::int) AS next
    FROM rater WHERE project_id = ${projectId}::int AND id = ${raterId}::int`
  return rows.at(0) ?? null
}
