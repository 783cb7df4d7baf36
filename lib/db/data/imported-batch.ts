import { z } from 'zod'
import { deleteTasks, preferIndexes } from '@/lib/db/rating/delete-tasks'
import { type Connection, getRow, getValue, readValues, runSql } from '@/lib/db/session/sql'

export interface BatchKey {
  projectId: number
  batchId: number
}

const contents = z.object({
  votes: z.number(),
  tasks: z.number(),
  /** Turns of raters who were asked here, because an imported rater was excluded. */
  asked: z.number(),
})

export const findImportedContents = ({ projectId, batchId }: BatchKey, on: Connection) =>
  getRow(on, contents)`
    SELECT
      (SELECT coalesce(sum(t.submitted), 0)::int FROM task t
        JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
        WHERE t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int) AS votes,
      (SELECT count(*)::int FROM task WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int) AS tasks,
      (SELECT count(*)::int FROM task t JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id
        WHERE t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND a.leased_at IS NOT NULL) AS asked`

/** The latest run that has read the votes of an imported batch; null if none has. */
export const findRunSinceImport = ({ projectId, batchId }: BatchKey, on: Connection): Promise<number | null> =>
  getValue(on, z.number().nullable())`
    SELECT max(n.id) FROM aggregation_run n JOIN batch b ON b.project_id = n.project_id AND b.id = ${batchId}::int
    WHERE n.project_id = ${projectId}::int AND n.votes_until >= b.created_at`

/** Raters get no more tasks of the batch, which has open ones if an imported rater was excluded. */
export const withdrawBatch = ({ projectId, batchId }: BatchKey, on: Connection) =>
  runSql(on)`
    UPDATE task SET is_launched = false
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND is_open`

/**
 * Deletes at most `count` tasks of an imported batch that no others were asked, with their votes and the candidates that
 * nothing else refers to. Returns the number of tasks.
 */
export async function deleteImportedTasks({ projectId, batchId }: BatchKey, count: number, on: Connection) {
  await preferIndexes(on)
  const tasks = await readValues(on, z.number())`
    SELECT id FROM task t WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND NOT EXISTS (
      SELECT FROM assignment a WHERE a.project_id = t.project_id AND a.task_id = t.id AND a.leased_at IS NOT NULL)
    ORDER BY id LIMIT ${count}::int FOR UPDATE`
  // Locked, so that the last statement sees everything that refers to them, and nothing more can.
  const candidates = await readValues(on, z.number())`
    SELECT id FROM candidate WHERE project_id = ${projectId}::int AND id IN (
      SELECT candidate_id FROM task_candidate WHERE project_id = ${projectId}::int AND task_id = ANY(${tasks}::int[]))
    ORDER BY id FOR UPDATE`
  await deleteTasks(projectId, tasks, on)
  await runSql(on)`
    DELETE FROM candidate c WHERE project_id = ${projectId}::int AND id = ANY(${candidates}::int[]) AND NOT EXISTS (
      SELECT FROM task_candidate o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM score o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM golden_answer o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM golden_answer_history o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM golden_note o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM golden_explanation o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM adjudication o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
      UNION ALL SELECT FROM adjudication_request o WHERE o.project_id = c.project_id AND o.candidate_id = c.id
    )`
  return tasks.length
}

/** Deletes imported raters without any answers, who have no account. Returns how many. */
export const deleteUnusedImportedRaters = (projectId: number, on: Connection): Promise<number> =>
  runSql(on)`
    DELETE FROM rater r WHERE project_id = ${projectId}::int AND kind IN ('imported', 'simulated') AND NOT is_expert
      AND external_id IS NOT NULL AND simulation IS NULL AND NOT EXISTS (
        SELECT FROM assignment o WHERE o.project_id = r.project_id AND o.rater_id = r.id
        UNION ALL SELECT FROM golden_answer o WHERE o.project_id = r.project_id AND o.rater_id = r.id
        UNION ALL SELECT FROM golden_answer_history o WHERE o.project_id = r.project_id AND o.rater_id = r.id
        UNION ALL SELECT FROM adjudication o WHERE o.project_id = r.project_id AND o.rater_id = r.id
      )`

export const deleteBatch = ({ projectId, batchId }: BatchKey, on: Connection) =>
  runSql(on)`DELETE FROM batch WHERE project_id = ${projectId}::int AND id = ${batchId}::int`
