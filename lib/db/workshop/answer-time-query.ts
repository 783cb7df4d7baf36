import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = z.object({
  /** Null: tasks of all sizes. */
  candidates: z.number().nullable(),
  answers: z.number(),
  medianSeconds: z.number(),
  medianSecondsPerCandidate: z.number(),
})

/**
 * Timed answers of people to rating tasks, by the number of candidates and over all of them. Answers of simulated raters
 * are left out: nobody pays for them.
 */
export async function findTaskTimes(projectId: number, db: Db = prisma) {
  return readRows(db, row)`
    WITH sizes AS (
      SELECT t.id, count(*)::int AS candidates FROM task t
      JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
      WHERE t.project_id = ${projectId}::int AND t.kind = 'rating' GROUP BY t.id
    )
    SELECT s.candidates, count(*)::int AS answers,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY a.active_ms) / 1000 AS "medianSeconds",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY a.active_ms::float8 / s.candidates) / 1000 AS "medianSecondsPerCandidate"
    FROM assignment a
    JOIN sizes s ON s.id = a.task_id
    JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND r.kind <> 'simulated'
    WHERE a.project_id = ${projectId}::int AND a.state = 'submitted' AND a.active_ms IS NOT NULL
    GROUP BY GROUPING SETS ((s.candidates), ()) HAVING count(*) > 0 ORDER BY s.candidates NULLS FIRST`
}
