import { z } from 'zod'
import { type BatchSummary, batchDetail, batchSummary, type StoredPlan } from '@/lib/contracts/plan/plan'
import { type Db, prisma } from '@/lib/db/client'
import { type Connection, getRow, readRows, rowOf, runSql, sql } from '@/lib/db/session/sql'

/**
 * Finished tasks have all answers and await no decision about further votes. Undecided ones are few, so they are looked
 * up and subtracted. Leaves out the batch of control tasks, which nobody launched.
 */
export const findLaunchedBatches = (projectId: number): Promise<BatchSummary[]> =>
  readRows(prisma, rowOf(batchSummary))`
    SELECT b.id, b.name, b.state::text, b.created_at AS "createdAt", b.launched_at AS "launchedAt",
      coalesce(t.tasks, 0) AS tasks, coalesce(t.finished, 0) - coalesce(u.tasks, 0) AS "finishedTasks",
      EXISTS (SELECT FROM adaptive_batch d WHERE d.project_id = b.project_id AND d.batch_id = b.id) AS "isAdaptive"
    FROM batch b LEFT JOIN (
      SELECT batch_id, (count(*) FILTER (WHERE kind = 'rating'))::int AS tasks, count(*) FILTER (WHERE submitted >= quota)::int AS finished
      FROM task WHERE project_id = ${projectId}::int GROUP BY batch_id
    ) t ON t.batch_id = b.id
    LEFT JOIN (
      SELECT t.batch_id, count(*)::int AS tasks FROM open_round o
      JOIN task t ON t.project_id = o.project_id AND t.id = o.task_id AND t.submitted >= t.quota
      WHERE o.project_id = ${projectId}::int GROUP BY t.batch_id
    ) u ON u.batch_id = b.id
    WHERE b.project_id = ${projectId}::int AND b.state <> 'draft' AND t.tasks IS DISTINCT FROM 0
    ORDER BY b.id DESC`

/** Tasks whose image was excluded want what they have, but not those of a stopped batch. `b` is the batch, `t` the task. */
const wantedVotes = sql`coalesce(sum(CASE WHEN t.is_launched OR b.state = 'closed' THEN t.quota ELSE t.submitted END), 0)::int`

const votesRow = z.object({ id: z.number(), votes: z.number(), plannedVotes: z.number() })
export type BatchVotes = z.infer<typeof votesRow>

/** Votes of each launched batch, from the tasks' counters. Reads all rating tasks and their candidates. */
export const findBatchVotes = (projectId: number, db: Connection): Promise<BatchVotes[]> =>
  readRows(db, votesRow)`
    SELECT b.id, coalesce(sum(t.submitted), 0)::int AS votes, ${wantedVotes} AS "plannedVotes"
    FROM batch b JOIN task t ON t.project_id = b.project_id AND t.batch_id = b.id AND t.kind = 'rating'
    JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
    WHERE b.project_id = ${projectId}::int AND t.project_id = ${projectId}::int AND c.project_id = ${projectId}::int
    GROUP BY b.id`

/** SQL for whether no label of the task `t` awaits a decision about further votes. */
const isDecided = sql`NOT EXISTS (SELECT FROM open_round o WHERE o.project_id = t.project_id AND o.task_id = t.id)`

const row = z.object({
  tasks: z.number(),
  finishedTasks: z.number(),
  ...batchDetail.pick({ images: true, pairs: true, assignments: true, submittedAssignments: true }).shape,
  ...batchDetail.pick({ votes: true, plannedVotes: true }).shape,
  ...batchDetail.pick({ stoppedTasks: true, openTasks: true, unansweredTasks: true }).shape,
})
export type BatchProgress = z.infer<typeof row>

/** Votes are answers to pairs, from the tasks' counters. Reads all tasks of the batch and their candidates. */
export async function findBatchProgress(projectId: number, batchId: number, db: Connection): Promise<BatchProgress> {
  const ofBatch = sql`t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND t.kind = 'rating'`
  return getRow(db, row)`
    WITH asked AS MATERIALIZED (
      SELECT count(DISTINCT tc.candidate_id)::int AS pairs, coalesce(sum(t.submitted), 0)::int AS votes, ${wantedVotes} AS planned
      FROM task t JOIN batch b ON b.project_id = t.project_id AND b.id = t.batch_id
      JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id WHERE ${ofBatch}
    )
    SELECT count(*)::int AS tasks, count(*) FILTER (WHERE t.submitted >= t.quota AND ${isDecided})::int AS "finishedTasks",
      count(DISTINCT t.image_id)::int AS images, (SELECT pairs FROM asked) AS pairs,
      coalesce(sum(t.quota), 0)::int AS assignments, coalesce(sum(t.submitted), 0)::int AS "submittedAssignments",
      (SELECT votes FROM asked) AS votes, (SELECT planned FROM asked) AS "plannedVotes",
      count(*) FILTER (WHERE NOT t.is_launched)::int AS "stoppedTasks",
      count(*) FILTER (WHERE t.is_open)::int AS "openTasks",
      count(*) FILTER (WHERE t.assigned = 0)::int AS "unansweredTasks"
    FROM task t WHERE ${ofBatch}`
}

/** The project's lock serializes concurrent writers, and everything else that numbers batches. */
export async function upsertDraft(projectId: number, { plan, name }: { plan: StoredPlan; name: string }, db: Db) {
  await runSql(db)`
    INSERT INTO batch (project_id, id, name, state, plan)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${name}, 'draft', ${JSON.stringify(plan)}::jsonb
    FROM batch WHERE project_id = ${projectId}::int
    ON CONFLICT (project_id) WHERE state = 'draft' DO UPDATE SET plan = excluded.plan, changed_at = now()`
}

/**
 * Stores a computed report with the draft if the draft's choices are still those of the report. The draft keeps the
 * source that was chosen, which is models as long as none was; its report is of what that means for the data.
 */
export async function keepReport(projectId: number, { settings, computed }: StoredPlan): Promise<void> {
  const { source, ...others } = settings
  await runSql(prisma)`
    UPDATE batch SET plan = jsonb_set(plan, '{computed}', ${JSON.stringify(computed)}::jsonb)
    WHERE project_id = ${projectId}::int AND state = 'draft'
      AND (plan -> 'settings') - 'source' = ${JSON.stringify(others)}::jsonb
      AND plan -> 'settings' -> 'source' IN (${JSON.stringify(source)}::jsonb, '{"from": "models"}'::jsonb)`
}
