import { z } from 'zod'
import { type Connection, readValues, runSql } from '@/lib/db/session/sql'

/**
 * For the rest of the transaction: foreign keys look up single rows in indexes per project, so plans must know the
 * project's number.
 */
export async function preferIndexes(on: Connection): Promise<void> {
  await runSql(on)`SET LOCAL plan_cache_mode = force_custom_plan`
  await runSql(on)`SET LOCAL enable_seqscan = off`
}

/** Deletes tasks with all votes on them, also withdrawn ones. They must be locked. Returns the batches they were in. */
export async function deleteTasks(projectId: number, tasks: number[], on: Connection): Promise<number[]> {
  const assignments = await readValues(on, z.number())`
    SELECT id FROM assignment WHERE project_id = ${projectId}::int AND task_id = ANY(${tasks}::int[]) ORDER BY id`
  // Votes first: triggers update the hourly counts while their assignments still have times.
  await runSql(on)`
    DELETE FROM vote v USING shown_candidate s
    WHERE s.project_id = ${projectId}::int AND s.assignment_id = ANY(${assignments}::int[]) AND v.project_id = s.project_id
      AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id`
  await runSql(on)`
    DELETE FROM shown_candidate WHERE project_id = ${projectId}::int AND assignment_id = ANY(${assignments}::int[])`
  await runSql(on)`DELETE FROM assignment WHERE project_id = ${projectId}::int AND id = ANY(${assignments}::int[])`
  await runSql(on)`
    DELETE FROM vote_history WHERE project_id = ${projectId}::int AND assignment_id = ANY(${assignments}::int[])`
  return readValues(on, z.number())`
    WITH gone AS (
      DELETE FROM task WHERE project_id = ${projectId}::int AND id = ANY(${tasks}::int[]) RETURNING batch_id
    ) SELECT DISTINCT batch_id FROM gone`
}
