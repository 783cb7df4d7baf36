import type { Db } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/is-included'
import { runSql } from '@/lib/db/session/sql'

/** Withdraws the tasks of a batch that do not have all their answers yet, and returns how many. */
export const withdrawTasks = (projectId: number, batchId: number, db: Db): Promise<number> =>
  runSql(db)`
    UPDATE task SET is_launched = false
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND kind = 'rating' AND is_launched AND submitted < quota`

/**
 * Gives withdrawn tasks out again, at the end of the queue, which every rater still reaches; those of excluded images stay
 * withdrawn. Returns how many.
 */
export const relaunchTasks = (projectId: number, batchId: number, db: Db): Promise<number> =>
  runSql(db)`
    UPDATE task SET is_launched = true, queue_position = nextval('task_queue_position_seq')
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND kind = 'rating' AND NOT is_launched
      AND ${isIncluded('task')}`
