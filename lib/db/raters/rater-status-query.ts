import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = z.object({
  pausedAt: z.date().nullable(),
  isLeftOut: z.boolean(),
  isQualified: z.boolean(),
  replaceable: z.number(),
  hasAttempts: z.boolean(),
})

/** How a rater stands: paused, left out, qualified, and how many of the rater's tasks nobody was asked about again yet. */
export async function findRaterStatus(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, row)`
    SELECT r.paused_at AS "pausedAt", r.is_left_out AS "isLeftOut", r.qualified_at IS NOT NULL AS "isQualified",
      (SELECT count(*)::int FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
        WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted' AND a.replaced_at IS NULL
          AND t.kind = 'rating' AND t.is_launched) AS replaceable,
      EXISTS (SELECT FROM qualification_attempt q WHERE q.project_id = r.project_id AND q.rater_id = r.id) AS "hasAttempts"
    FROM rater r WHERE r.project_id = ${projectId}::int AND r.id = ${raterId}::int`
  return rows.at(0) ?? null
}
