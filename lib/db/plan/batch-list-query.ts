import { type BatchSummary, batchSummary } from '@/lib/contracts/plan'
import { prisma } from '@/lib/db/client'
import { readRows, rowOf } from '@/lib/db/session/sql'

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
