import type { CopySession } from '@/lib/db/session/copy-session'
import { lockProject } from '@/lib/db/session/lock-project'
import { readColumns } from '@/lib/db/session/read-columns'

/** Numbers that come next in a project. Valid while the project's row is locked. */
export interface NextNumbers {
  candidateId: number
  candidatePosition: number
  taskId: number
  batchId: number
}

/** Locks the project, so that nobody else numbers candidates, tasks or batches or launches anything until the commit. */
export async function lockForLaunch(session: CopySession, projectId: number): Promise<NextNumbers> {
  await lockProject(session, projectId)
  const [numbers] = await session.query<NextNumbers>(
    `SELECT (SELECT coalesce(max(id), -1) + 1 FROM candidate WHERE project_id = $1) AS "candidateId",
       (SELECT coalesce(max(position), -1) + 1 FROM candidate WHERE project_id = $1) AS "candidatePosition",
       (SELECT coalesce(max(id), -1) + 1 FROM task WHERE project_id = $1) AS "taskId",
       (SELECT coalesce(max(id), 0) + 1 FROM batch WHERE project_id = $1) AS "batchId"`,
    [projectId],
  )
  return numbers
}

/** All candidates of a project. */
export const readCandidates = (session: CopySession, projectId: number) =>
  readColumns(
    session,
    { id: Int32Array, image: Int32Array, class: Int32Array },
    `SELECT id, image_id, class_id FROM candidate WHERE project_id = ${Math.trunc(projectId)}`,
  )

export interface LaunchedBatch {
  projectId: number
  batchId: number
  name: string
  plan: unknown
  reason: unknown
}

/** Turns the draft of this number into a launched batch, or adds one where no draft was made. */
export async function launchBatchRow(session: CopySession, { projectId, batchId, name, plan, reason }: LaunchedBatch) {
  await session.query(
    `INSERT INTO batch (project_id, id, name, state, plan, reason, launched_at) VALUES ($1, $2, $3, 'open', $4, $5, now())
     ON CONFLICT (project_id, id) DO UPDATE
       SET name = excluded.name, state = 'open', plan = excluded.plan, reason = excluded.reason,
         launched_at = excluded.launched_at, changed_at = excluded.launched_at`,
    [projectId, batchId, name, JSON.stringify(plan), JSON.stringify(reason)],
  )
}

/** Notes which models propose candidates that were there before; what is noted already stays. */
export async function addProposingModels(
  session: CopySession,
  projectId: number,
  rows: { candidate: number[]; model: number[] },
) {
  await session.query(
    `INSERT INTO candidate_model (project_id, candidate_id, model_id)
     SELECT $1, c, m FROM unnest($2::int[], $3::int[]) AS given (c, m) ON CONFLICT DO NOTHING`,
    [projectId, rows.candidate, rows.model],
  )
}

/** Opens new tasks to raters who were told that nothing is left, and makes their number of raters the project's. */
export async function announceLaunch(session: CopySession, projectId: number, ratersPerTask: number) {
  await session.query('UPDATE project SET raters_per_task = $2 WHERE id = $1', [projectId, ratersPerTask])
  await session.query('SELECT announce_tasks($1)', [projectId])
}
