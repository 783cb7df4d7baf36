import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, getRow, readRows, sql } from '@/lib/db/session/sql'

const row = z.object({
  candidates: z.number(),
  answers: z.number(),
  meanSeconds: z.number(),
})

/** Enough tasks to estimate the time of the next ones; more would only take longer to read. */
export const timedTasks = 10_000

/** SQL for whether a rater's times predict those of others: simulated raters cost nothing, excluded ones mislead. */
const isTypical = sql`r.kind <> 'simulated' AND NOT r.is_left_out`

/** Groups each rater's latest image-first tasks by number of candidates. */
export const findTaskTimes = (projectId: number, db: Db = prisma, most = timedTasks) =>
  readRows(db, row)`
    WITH person AS MATERIALIZED (
      SELECT r.id FROM rater r WHERE r.project_id = ${projectId}::int AND ${isTypical} AND EXISTS (
        SELECT FROM assignment a WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.submitted_order IS NOT NULL)
    ), latest AS MATERIALIZED (
      SELECT a.task_id, a.active_ms
      FROM person p CROSS JOIN LATERAL (
        SELECT a.task_id, a.active_ms FROM assignment a
        WHERE a.project_id = ${projectId}::int AND a.rater_id = p.id AND a.submitted_order IS NOT NULL
          AND a.state = 'submitted' AND a.active_ms IS NOT NULL
        ORDER BY a.submitted_order DESC LIMIT (SELECT ceil(${most}::int / count(*)::numeric) FROM person)
      ) a
    ), size AS MATERIALIZED (
      SELECT t.id, (
        SELECT count(*)::int FROM task_candidate c WHERE c.project_id = ${projectId}::int AND c.task_id = t.id
      ) AS candidates
      FROM task t
      WHERE t.project_id = ${projectId}::int AND t.id = ANY (ARRAY(SELECT DISTINCT task_id FROM latest))
        AND t.kind = 'rating' AND t.class_id IS NULL
    )
    SELECT s.candidates, count(*)::int AS answers, avg(l.active_ms)::float8 / 1000 AS "meanSeconds"
    FROM latest l JOIN size s ON s.id = l.task_id
    GROUP BY s.candidates ORDER BY s.candidates`

/** Counts timed class-first votes and their mean seconds; null if there are none. */
export const findPictureTimes = (projectId: number) =>
  findRow(prisma, z.object({ answers: z.number(), meanSeconds: z.number() }))`
    SELECT count(*)::int AS answers, avg(a.active_ms)::float8 / 1000 AS "meanSeconds"
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND ${isTypical}
    WHERE a.project_id = ${projectId}::int AND a.page_id IS NOT NULL AND a.state = 'submitted' AND a.active_ms IS NOT NULL
    HAVING count(*) > 0`

/** Sums the times and votes of image-first and class-first tasks. */
export const findTypicalTimedVotes = (projectId: number) =>
  getRow(prisma, z.object({ activeMs: z.number(), timedAnswers: z.number() }))`
    SELECT coalesce(sum(a.active_ms), 0)::float8 AS "activeMs", coalesce(sum(a.timed_answers), 0)::int AS "timedAnswers"
    FROM activity a JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND ${isTypical}
    WHERE a.project_id = ${projectId}::int`
