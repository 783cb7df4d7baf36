import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const raterRunRow = z.object({
  id: z.number(),
  method: z.string(),
  classes: z.unknown(),
  answers: z.unknown(),
  skillMeaning: z.unknown(),
  rater: z.unknown(),
})
export type RaterRunRow = z.infer<typeof raterRunRow>

/**
 * Returns the run requested, else the latest with parameters of raters, else the latest. The rater's parameters are
 * JSON in the format of the version that wrote them; other raters' can be large and stay in the database.
 */
export async function findRaterRun(
  projectId: number,
  raterId: number,
  runId: number | null,
  db: Db = prisma,
): Promise<RaterRunRow | null> {
  const rows = await readRows(db, raterRunRow)`
    WITH chosen AS (
      (SELECT * FROM aggregation_run
       WHERE project_id = ${projectId}::int AND (id = ${runId}::int OR ${runId}::int IS NULL AND rater_parameters @? '$.raters[0]')
       ORDER BY id DESC LIMIT 1)
      UNION ALL
      (SELECT * FROM aggregation_run WHERE project_id = ${projectId}::int AND ${runId}::int IS NULL ORDER BY id DESC LIMIT 1)
      LIMIT 1
    )
    SELECT id, method, rater_parameters -> 'classes' AS classes, rater_parameters -> 'answers' AS answers,
      rater_parameters -> 'skillMeaning' AS "skillMeaning",
      jsonb_path_query_first(rater_parameters, '$.raters[*] ? (@.raterId == $id)', jsonb_build_object('id', ${raterId}::int)) AS rater
    FROM chosen`
  return rows.at(0) ?? null
}
