import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const raterAgreementRow = z.object({
  createdAt: z.date(),
  overall: z.unknown(),
  rater: z.unknown(),
  pairs: z.unknown(),
})

/**
 * Returns one rater's part of the newest report, as JSON in the format of the version that wrote it. The rest of the
 * report is large and stays in the database.
 */
export async function findRaterAgreement(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, raterAgreementRow)`
    WITH newest AS (
      SELECT created_at, report FROM agreement_report WHERE project_id = ${projectId}::int ORDER BY id DESC LIMIT 1
    ), asked AS (SELECT jsonb_build_object('id', ${raterId}::int) AS id)
    SELECT created_at AS "createdAt", report -> 'overall' AS overall,
      jsonb_path_query_first(report, '$.byRater[*] ? (@.raterId == $id)', asked.id) AS rater,
      jsonb_path_query_array(report, '$.pairs[*] ? (@.raterA == $id || @.raterB == $id)', asked.id) AS pairs
    FROM newest, asked`
  return rows.at(0) ?? null
}
