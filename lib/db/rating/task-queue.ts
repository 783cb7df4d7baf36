import type { Db } from '@/lib/db/client'
import { type Connection, runSql } from '@/lib/db/session/sql'

/** Makes raters who found no task left read the queue again, because new tasks may have appeared. */
export async function announceTasks(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SELECT announce_tasks(${projectId}::int)`
}

/**
 * Raises the quota of every launched rating task that a rater submitted by one, once per assignment, so that another
 * rater replaces the answers. The task keeps its position in the queue and is offered first to raters who are already
 * past it. Adaptive batches replace votes label by label instead: see `reopenStopsOf`. Returns the number of tasks.
 */
export const replaceAssignments = (projectId: number, raterId: number, db: Db): Promise<number> =>
  runSql(db)`
    WITH replaced AS (
      UPDATE assignment a SET replaced_at = now() FROM task t
      WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.state = 'submitted' AND a.replaced_at IS NULL
        AND t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating' AND t.is_launched
        AND NOT EXISTS (SELECT FROM adaptive_batch d WHERE d.project_id = t.project_id AND d.batch_id = t.batch_id)
      RETURNING a.task_id
    )
    UPDATE task SET quota = quota + 1, returned_order = nextval('task_queue_position_seq')
    WHERE project_id = ${projectId}::int AND id IN (SELECT task_id FROM replaced)`
