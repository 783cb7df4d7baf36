import { z } from 'zod'
import { batchDetail } from '@/lib/contracts/plan'
import { type Connection, getRow, raw, type Sql, sql } from '@/lib/db/session/sql'

/** SQL for whether no label of a task awaits a decision about further votes. `row` is the task's alias. */
const isDecided = (row: string): Sql => sql`NOT EXISTS (
  SELECT FROM open_round o WHERE o.project_id = ${raw(row)}.project_id AND o.task_id = ${raw(row)}.id)`

const row = z.object({
  tasks: z.number(),
  finishedTasks: z.number(),
  ...batchDetail.pick({ images: true, pairs: true, assignments: true, submittedAssignments: true, votes: true }).shape,
  ...batchDetail.pick({ stoppedTasks: true, openTasks: true, unansweredTasks: true }).shape,
})
export type BatchProgress = z.infer<typeof row>

/** Votes are answers to pairs, from the tasks' counters. Reads all tasks of the batch and their candidates. */
export async function findBatchProgress(projectId: number, batchId: number, db: Connection): Promise<BatchProgress> {
  const ofBatch = sql`t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND t.kind = 'rating'`
  return getRow(db, row)`
    WITH asked AS MATERIALIZED (
      SELECT count(DISTINCT tc.candidate_id)::int AS pairs, coalesce(sum(t.submitted), 0)::int AS votes
      FROM task t JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id WHERE ${ofBatch}
    )
    SELECT count(*)::int AS tasks, count(*) FILTER (WHERE t.submitted >= t.quota AND ${isDecided('t')})::int AS "finishedTasks",
      count(DISTINCT t.image_id)::int AS images, (SELECT pairs FROM asked) AS pairs,
      coalesce(sum(t.quota), 0)::int AS assignments, coalesce(sum(t.submitted), 0)::int AS "submittedAssignments",
      (SELECT votes FROM asked) AS votes,
      count(*) FILTER (WHERE NOT t.is_launched)::int AS "stoppedTasks",
      count(*) FILTER (WHERE t.is_open)::int AS "openTasks",
      count(*) FILTER (WHERE t.assigned = 0)::int AS "unansweredTasks"
    FROM task t WHERE ${ofBatch}`
}
