import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/is-included'
import { readValues, runSql } from '@/lib/db/session/sql'
import { stopWithdrawn } from './round-rows'

/** Withdraws the tasks of a batch that do not have all their answers yet, and returns how many. */
export const withdrawTasks = (projectId: number, batchId: number, db: Db): Promise<number> =>
  runSql(db)`
    UPDATE task SET is_launched = false
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND kind = 'rating' AND is_launched AND submitted < quota`

/**
 * Gives withdrawn tasks out again, at their place in the queue and first of all to raters who have passed it; those of
 * excluded images stay withdrawn. Returns how many.
 */
export const relaunchTasks = (projectId: number, batchId: number, db: Db): Promise<number> =>
  runSql(db)`
    UPDATE task SET is_launched = true, returned_order = nextval('task_queue_position_seq')
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND kind = 'rating' AND NOT is_launched
      AND ${isIncluded('task')}`

/** Puts the open tasks of a batch behind those of all others, or those of all others behind its own, each in its order: what has one position keeps one. */
export const moveTasksBehind = (projectId: number, batchId: number, priority: 'first' | 'last', db: Db) =>
  runSql(db)`
    UPDATE task t SET queue_position = n.position FROM (
      SELECT queue_position, nextval('task_queue_position_seq') AS position FROM (
        SELECT DISTINCT queue_position FROM task WHERE project_id = ${projectId}::int AND is_open
          AND (batch_id = ${batchId}::int) = ${priority === 'last'}
        ORDER BY queue_position
      ) o
    ) n WHERE t.project_id = ${projectId}::int AND t.queue_position = n.queue_position AND t.kind = 'rating'
      AND (t.batch_id = ${batchId}::int) = ${priority === 'last'}`

/** So many tasks are deleted at once that raters and the rest of the server hardly notice. */
const deletedAtOnce = 2_000

/**
 * Deletes some of the rating tasks of a batch that no rater has answered or holds, and returns how many: fewer than
 * `deletedAtOnce` when none is left.
 */
export const deleteUnansweredTasks = async (projectId: number, batchId: number, db: Db) => {
  const ids = await readValues(db, z.number())`
    SELECT id FROM task WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND kind = 'rating'
      AND assigned = 0 ORDER BY id LIMIT ${deletedAtOnce}::int FOR UPDATE`
  await stopWithdrawn(db, projectId, ids)
  const deleted = await runSql(db)`DELETE FROM task WHERE project_id = ${projectId}::int AND id = ANY (${ids}::int[])`
  return { deleted, isDone: deleted < deletedAtOnce }
}
