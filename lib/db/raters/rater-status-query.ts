import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { submittedTaskCounts } from '@/lib/db/session/project-counts'
import { readRows, sql } from '@/lib/db/session/sql'

const row = z.object({
  pausedAt: z.date().nullable(),
  isLeftOut: z.boolean(),
  isQualified: z.boolean(),
  replaceable: z.number(),
  hasAttempts: z.boolean(),
})

/** `replaceable` tasks are all submitted ones, from counters, minus replaced and withdrawn ones. */
export async function findRaterStatus(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, row)`
    SELECT r.paused_at AS "pausedAt", r.is_left_out AS "isLeftOut", r.qualified_at IS NOT NULL AS "isQualified",
      (SELECT coalesce(sum(tasks), 0)::int FROM ${submittedTaskCounts(sql`${projectId}::int`)} given WHERE rater_id = r.id)
        - (SELECT count(*)::int FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
          WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted' AND a.replaced_at IS NOT NULL
            AND t.kind = 'rating' AND t.is_launched)
        - (SELECT count(*)::int FROM task t JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id
          WHERE t.project_id = ${projectId}::int AND t.kind = 'rating' AND NOT t.is_launched
            AND a.rater_id = r.id AND a.state = 'submitted') AS replaceable,
      EXISTS (SELECT FROM qualification_attempt q WHERE q.project_id = r.project_id AND q.rater_id = r.id) AS "hasAttempts"
    FROM rater r WHERE r.project_id = ${projectId}::int AND r.id = ${raterId}::int`
  return rows.at(0) ?? null
}
