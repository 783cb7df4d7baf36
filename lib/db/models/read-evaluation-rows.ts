import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'

/** What models are measured by, as columns. Numbers are those of the tables. */
export interface EvaluationRows {
  /** When it was read. */
  readAt: Date
  /** Images of the run by rising position. `originalClass` is −1 where there is none. */
  images: { id: Int32Array; originalClass: Int32Array; isRated: Uint8Array }
  classes: { id: Int32Array; index: Int32Array }
  labels: { image: Int32Array; class: Int32Array }
  /** Those with a score, by rising number; `reached` tells how many of the thresholds are at or below it. */
  candidates: { id: Int32Array; image: Int32Array; class: Int32Array; reached: Int32Array }
  /** Votes that the run saw, in no order; without those of raters who are left out. */
  votes: { candidate: Int32Array; rater: Int32Array; answer: Uint8Array }
  /** In the order asked for; a model that is gone is left out. */
  models: EvaluatedModelRows[]
}

export interface EvaluatedModelRows {
  id: number
  changedAt: Date
  /** The top-1 class of each image it speaks of, in no order. */
  top1: { image: Int32Array; class: Int32Array }
}

interface Asked {
  projectId: number
  runId: number
  /** Rising. */
  thresholds: readonly number[]
  modelIds: readonly number[]
}

/**
 * Reads it all from one snapshot. Votes of assignments submitted after the run had read are left out, so that figures of
 * an old run stay those of its votes. `onModel` is told how many models' predictions have been read, and may throw.
 */
export function readEvaluationRows(
  { projectId, runId, thresholds, modelIds }: Asked,
  onModel?: (done: number) => void,
): Promise<EvaluationRows> {
  const id = Math.trunc(projectId)
  const run = Math.trunc(runId)
  return withCopySession(async (session) => {
    await session.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await session.query(`SET LOCAL work_mem = '64MB'`)
    const [{ readAt }] = await session.query<{ readAt: Date }>('SELECT now() AS "readAt"', [])
    const images = await readColumns(
      session,
      { id: Int32Array, originalClass: Int32Array, isRated: Uint8Array },
      `SELECT i.id, i.original_class_id, r.is_rated::int FROM run_image r
       JOIN image i ON i.project_id = r.project_id AND i.id = r.image_id
       WHERE r.project_id = ${id} AND r.run_id = ${run} ORDER BY r.position`,
    )
    const classes = await readColumns(
      session,
      { id: Int32Array, index: Int32Array },
      `SELECT id, class_index FROM class WHERE project_id = ${id} AND class_index IS NOT NULL ORDER BY id`,
    )
    const labels = await readColumns(
      session,
      { image: Int32Array, class: Int32Array },
      `SELECT image_id, class_id FROM run_label WHERE project_id = ${id} AND run_id = ${run}`,
    )
    // Compared by the database, on the very numbers that decide which label is kept.
    const reached = `width_bucket(s.score, ARRAY[${thresholds.map(Number)}]::float8[])`
    const candidates = await readColumns(
      session,
      { id: Int32Array, image: Int32Array, class: Int32Array, reached: Int32Array },
      `SELECT c.id, c.image_id, c.class_id, ${reached} FROM score s
       JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
       WHERE s.project_id = ${id} AND s.run_id = ${run} ORDER BY c.id`,
    )
    const votes = await readVotes(session, id, run)
    const models: EvaluatedModelRows[] = []
    for (const modelId of modelIds) {
      const model = await readModel(session, id, Math.trunc(modelId), images.id.length)
      if (model) models.push(model)
      onModel?.(models.length)
    }
    return { readAt, images, classes, labels, candidates, votes, models }
  })
}

async function readVotes(session: CopySession, projectId: number, runId: number): Promise<EvaluationRows['votes']> {
  const leftOut = await session.query<{ id: number }>('SELECT id FROM rater WHERE project_id = $1 AND is_left_out', [
    projectId,
  ])
  const counted = leftOut.length > 0 ? `AND v.rater_id <> ALL ('{${leftOut.map((rater) => rater.id)}}')` : ''
  const untilRun = `a.submitted_at > (
    SELECT votes_until FROM aggregation_run WHERE project_id = ${projectId} AND id = ${runId})`
  const [{ hasLater }] = await session.query<{ hasLater: boolean }>(
    `SELECT EXISTS (SELECT FROM assignment a WHERE a.project_id = $1 AND ${untilRun}) AS "hasLater"`,
    [projectId],
  )
  const seen = hasLater
    ? `AND NOT EXISTS (SELECT FROM assignment a WHERE a.project_id = v.project_id AND a.id = v.assignment_id AND ${untilRun})`
    : ''
  return readColumns(
    session,
    { candidate: Int32Array, rater: Int32Array, answer: Uint8Array },
    `SELECT v.candidate_id, v.rater_id, v.answer FROM vote v WHERE v.project_id = ${projectId} ${counted} ${seen}`,
  )
}

async function readModel(
  session: CopySession,
  projectId: number,
  modelId: number,
  rowCount: number,
): Promise<EvaluatedModelRows | null> {
  const [known] = await session.query<{ changedAt: Date }>(
    'SELECT changed_at AS "changedAt" FROM model WHERE project_id = $1 AND id = $2',
    [projectId, modelId],
  )
  if (!known) return null
  const top1 = await readColumns(
    session,
    { image: Int32Array, class: Int32Array },
    `SELECT image_id, class_id FROM prediction WHERE project_id = ${projectId} AND model_id = ${modelId} AND rank = 0`,
    { rowCount },
  )
  return { id: modelId, changedAt: known.changedAt, top1 }
}
