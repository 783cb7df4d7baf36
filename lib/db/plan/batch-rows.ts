import { z } from 'zod'
import { announceTasks } from '@/lib/db/rating/task-queue'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, copyInto } from '@/lib/db/session/copy-tables'
import { readColumns } from '@/lib/db/session/read-columns'
import { type Connection, getRow, getValue, newRow, runSql, sql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'

/** Next numbers in a project, valid while the project's row is locked. */
const nextNumbers = z.object({
  candidateId: z.number(),
  candidatePosition: z.number(),
  taskId: z.number(),
  batchId: z.number(),
})
export type NextNumbers = z.infer<typeof nextNumbers>

/** Locks the project, so that nobody else numbers candidates, tasks or batches, or launches, until the commit. */
export async function lockForLaunch(session: CopySession, projectId: number): Promise<NextNumbers> {
  await lockProject(session, projectId)
  return getRow(session, nextNumbers)`
    SELECT (SELECT coalesce(max(id), -1) + 1 FROM candidate WHERE project_id = ${projectId}::int) AS "candidateId",
    (SELECT coalesce(max(position), -1) + 1 FROM candidate WHERE project_id = ${projectId}::int) AS "candidatePosition",
    (SELECT coalesce(max(id), -1) + 1 FROM task WHERE project_id = ${projectId}::int) AS "taskId",
    (SELECT coalesce(max(id), 0) + 1 FROM batch WHERE project_id = ${projectId}::int AND state <> 'draft') AS "batchId"`
}

export const readCandidates = (session: CopySession, projectId: number) =>
  readColumns(session, { id: Int32Array, image: Int32Array, class: Int32Array })`
    SELECT id, image_id, class_id FROM candidate WHERE project_id = ${projectId}`

interface LaunchedBatch {
  projectId: number
  batchId: number
  name: string
  plan: unknown
  reason: unknown
}

/** Turns the draft with this number into a launched batch, or inserts a batch if there is no draft. */
export async function launchBatchRow(session: CopySession, { projectId, batchId, name, plan, reason }: LaunchedBatch) {
  await runSql(session)`
    INSERT INTO batch ${newRow({
      ...{ projectId, id: batchId, name, state: 'open', plan: JSON.stringify(plan), reason: JSON.stringify(reason) },
      launchedAt: sql`now()`,
    })}
    ON CONFLICT (project_id, id) DO UPDATE
      SET name = excluded.name, state = 'open', plan = excluded.plan, reason = excluded.reason,
        launched_at = excluded.launched_at, changed_at = excluded.launched_at`
}

/** Records which models propose existing candidates, in addition to those recorded already. */
export async function addProposingModels(
  session: CopySession,
  projectId: number,
  rows: { candidate: number[]; model: number[] },
) {
  await runSql(session)`
    INSERT INTO candidate_model (project_id, candidate_id, model_id)
    SELECT ${projectId}::int, c, m 
    FROM unnest(${rows.candidate}::int[], ${rows.model}::int[]) AS given (c, m) ON CONFLICT DO NOTHING`
}

/** Opens new tasks to raters who found no task left, and sets the project's raters per task. */
export async function announceLaunch(session: CopySession, projectId: number, ratersPerTask: number) {
  await runSql(session)`
    UPDATE project SET raters_per_task = ${ratersPerTask} WHERE id = ${projectId}::int`
  await announceTasks(session, projectId)
}

/** Writes class-first tasks: rows of `task`, with the class after its usual columns. */
export async function copyGridTasks(session: CopySession, rows: Iterable<CopyRow>): Promise<void> {
  await copyInto(session, 'task', rows, ['class_id'])
  await analyzeWithin(session, 'task')
}

interface NewBatch {
  projectId: number
  /** Omitted: the next number, for which the project must be locked. */
  id?: number
  name: string
  state: 'open' | 'closed'
  /** When an open batch was launched, if not now. */
  launchedAt?: Date
}

/**
 * Inserts a batch without a plan: `open` if its tasks are launched now, `closed` if not. Returns its number. A draft,
 * which is not a batch yet, moves to the number after it.
 */
export async function insertBatch(on: Connection, batch: NewBatch): Promise<number> {
  const { projectId, id, name, state, launchedAt } = batch
  await runSql(on)`
    UPDATE batch SET id = 2 + (
      SELECT coalesce(max(id), 0) FROM batch WHERE project_id = ${projectId}::int AND state <> 'draft'
    ) WHERE project_id = ${projectId}::int AND state = 'draft'`
  return getValue(on, z.number())`
    INSERT INTO batch (project_id, id, name, state, launched_at)
    SELECT ${projectId}::int, coalesce(${id ?? null}::int, max(id) FILTER (WHERE state <> 'draft') + 1, 1), ${name}, ${state}::batch_state,
      CASE WHEN ${state} = 'open' THEN coalesce(${launchedAt?.toISOString() ?? null}::timestamptz, now()) END
    FROM batch WHERE project_id = ${projectId}::int RETURNING id`
}
