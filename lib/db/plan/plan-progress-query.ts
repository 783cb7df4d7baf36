import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, getValue } from '@/lib/db/session/sql'

const progress = z.object({
  total: z.number(),
  finished: z.number(),
  wanted: z.number(),
})

/** Launched rating tasks, those that have every rater's answers, and how many answers to tasks are wanted. */
export async function findPlanProgress(projectId: number, db: Db = prisma) {
  return getRow(db, progress)`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE submitted >= quota)::int AS finished,
      coalesce(sum(quota), 0)::int AS wanted
    FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched`
}

/** The votes that all launched rating tasks want. */
export async function countPlannedVotes(projectId: number, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`
    SELECT coalesce(sum(t.quota * c.candidates), 0)::int AS votes
    FROM task t
    JOIN (
      SELECT task_id, count(*) AS candidates FROM task_candidate WHERE project_id = ${projectId}::int GROUP BY task_id
    ) c ON c.task_id = t.id
    WHERE t.project_id = ${projectId}::int AND t.kind = 'rating' AND t.is_launched`
}
