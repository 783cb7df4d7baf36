import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = z.object({
  candidates: z.number(),
  answers: z.number(),
  meanSeconds: z.number(),
})

/** Timed answers of people to rating tasks that were asked image first, by the number of candidates. Those of simulated raters cost nothing. */
export async function findTaskTimes(projectId: number, db: Db = prisma) {
  return readRows(db, row)`
    WITH sizes AS (
      SELECT t.id, count(*)::int AS candidates FROM task t
      JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
      WHERE t.project_id = ${projectId}::int AND t.kind = 'rating' AND t.class_id IS NULL GROUP BY t.id
    )
    SELECT s.candidates, count(*)::int AS answers,
      avg(a.active_ms)::float8 / 1000 AS "meanSeconds"
    FROM assignment a
    JOIN sizes s ON s.id = a.task_id
    JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND r.kind <> 'simulated'
    WHERE a.project_id = ${projectId}::int AND a.state = 'submitted' AND a.active_ms IS NOT NULL
    GROUP BY s.candidates ORDER BY s.candidates`
}
