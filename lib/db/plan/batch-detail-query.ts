import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'
import { isDecided } from './is-decided'

const row = z.object({
  tasks: z.number(),
  finishedTasks: z.number(),
  images: z.number(),
  pairs: z.number(),
  assignments: z.number(),
  submittedAssignments: z.number(),
  votes: z.number(),
  stoppedTasks: z.number(),
  openTasks: z.number(),
  unansweredTasks: z.number(),
})
export type BatchProgress = z.infer<typeof row>

/** What a batch's rating tasks ask for and have got. Votes are answers to pairs, counted from the tasks' own counters. */
export async function findBatchProgress(projectId: number, batchId: number, db: Db = prisma): Promise<BatchProgress> {
  return getRow(db, row)`
    SELECT count(*)::int AS tasks, count(*) FILTER (WHERE t.submitted >= t.quota AND ${isDecided('t')})::int AS "finishedTasks",
      count(DISTINCT t.image_id)::int AS images, (
        SELECT count(DISTINCT tc.candidate_id)::int FROM task_candidate tc
        JOIN task own ON own.project_id = tc.project_id AND own.id = tc.task_id AND own.kind = 'rating'
        WHERE own.project_id = ${projectId}::int AND own.batch_id = ${batchId}::int
      ) AS pairs,
      coalesce(sum(t.quota), 0)::int AS assignments, coalesce(sum(t.submitted), 0)::int AS "submittedAssignments",
      coalesce(sum(t.submitted * c.pairs), 0)::int AS votes,
      count(*) FILTER (WHERE NOT t.is_launched)::int AS "stoppedTasks",
      count(*) FILTER (WHERE t.is_open)::int AS "openTasks",
      count(*) FILTER (WHERE t.assigned = 0)::int AS "unansweredTasks"
    FROM task t
    JOIN (
      SELECT tc.task_id, count(*) AS pairs FROM task_candidate tc
      JOIN task own ON own.project_id = tc.project_id AND own.id = tc.task_id
      WHERE own.project_id = ${projectId}::int AND own.batch_id = ${batchId}::int
      GROUP BY tc.task_id
    ) c ON c.task_id = t.id
    WHERE t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND t.kind = 'rating'`
}
