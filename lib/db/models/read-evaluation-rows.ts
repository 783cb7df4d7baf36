import { z } from 'zod'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { excludedRatersAt } from '@/lib/db/session/row-conditions'
import { empty, findRow, getValue, readValues, runSql, sql } from '@/lib/db/session/sql'

/** Input of evaluations, as columns. Numbers are those of the tables. */
export interface EvaluationRows {
  /** Images of the run by position. `originalClass` is −1 if there is none. */
  images: { id: Int32Array; originalClass: Int32Array; isRated: Uint8Array }
  classes: { id: Int32Array; index: Int32Array }
  labels: { image: Int32Array; class: Int32Array }
  /**
   * Scored candidates by number. `reached` is the number of thresholds at or below the score; `calibrated` is the
   * calibrated score in billionths, −1 if there is none.
   */
  candidates: { id: Int32Array; image: Int32Array; class: Int32Array; reached: Int32Array; calibrated: Int32Array }
  /** Votes that the run used, unordered, without excluded raters. */
  votes: { candidate: Int32Array; rater: Int32Array; answer: Uint8Array }
  /** In the order requested, without deleted models. */
  models: EvaluatedModelRows[]
}

export interface EvaluatedModelRows {
  id: number
  changedAt: Date
  /** The top-1 class of each predicted image, unordered. */
  top1: { image: Int32Array; class: Int32Array }
}

interface Asked {
  projectId: number
  runId: number
  /** Ascending. */
  thresholds: readonly number[]
  modelIds: readonly number[]
}

/**
 * Reads everything from one snapshot, without votes submitted after the run read its votes and with the raters who
 * counted then, so that figures of an old run stay those of its votes. `onModel` may throw.
 */
export const readEvaluationRows = (
  { projectId, runId, thresholds, modelIds }: Asked,
  onModel?: (done: number) => void,
): Promise<EvaluationRows> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`
    await runSql(session)`SET LOCAL work_mem = '64MB'`
    const images = await readColumns(session, { id: Int32Array, originalClass: Int32Array, isRated: Uint8Array })`
      SELECT i.id, i.original_class_id, r.is_rated::int FROM run_image r
      JOIN image i ON i.project_id = r.project_id AND i.id = r.image_id
      WHERE r.project_id = ${projectId} AND r.run_id = ${runId} ORDER BY r.position`
    const classes = await readColumns(session, { id: Int32Array, index: Int32Array })`
      SELECT id, class_index FROM class WHERE project_id = ${projectId} AND class_index IS NOT NULL ORDER BY id`
    const labels = await readColumns(session, { image: Int32Array, class: Int32Array })`
      SELECT image_id, class_id FROM run_label WHERE project_id = ${projectId} AND run_id = ${runId}`
    // Compared in the database, on exactly the numbers that decide which labels are kept.
    const reached = sql`width_bucket(s.score, ${thresholds}::float8[])`
    const candidates = await readColumns(session, {
      id: Int32Array,
      image: Int32Array,
      class: Int32Array,
      reached: Int32Array,
      calibrated: Int32Array,
    })`
      SELECT c.id, c.image_id, c.class_id, ${reached}, round(s.calibrated * 1e9)::int4 FROM score s
      JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
      WHERE s.project_id = ${projectId} AND s.run_id = ${runId} ORDER BY c.id`
    const votes = await readVotes(session, projectId, runId)
    const models: EvaluatedModelRows[] = []
    for (const modelId of modelIds) {
      const model = await readModel(session, projectId, modelId, images.id.length)
      if (model) models.push(model)
      onModel?.(models.length)
    }
    return { images, classes, labels, candidates, votes, models }
  })

async function readVotes(session: CopySession, projectId: number, runId: number): Promise<EvaluationRows['votes']> {
  const votesUntil = sql`(SELECT votes_until FROM aggregation_run WHERE project_id = ${projectId} AND id = ${runId})`
  const excludedRaters = await readValues(session, z.number())`${excludedRatersAt(projectId, votesUntil)}`
  const counted = excludedRaters.length > 0 ? sql`AND v.rater_id <> ALL (${excludedRaters})` : empty
  const untilRun = sql`a.submitted_at > ${votesUntil}`
  const hasLater = await getValue(session, z.boolean())`
    SELECT EXISTS (SELECT FROM assignment a WHERE a.project_id = ${projectId}::int AND ${untilRun}) AS "hasLater"`
  const seen = hasLater
    ? sql`AND NOT EXISTS (SELECT FROM assignment a WHERE a.project_id = v.project_id AND a.id = v.assignment_id AND ${untilRun})`
    : empty
  return readColumns(session, { candidate: Int32Array, rater: Int32Array, answer: Uint8Array })`
    SELECT v.candidate_id, v.rater_id, v.answer FROM vote v WHERE v.project_id = ${projectId} ${counted} ${seen}`
}

async function readModel(
  session: CopySession,
  projectId: number,
  modelId: number,
  rowCount: number,
): Promise<EvaluatedModelRows | null> {
  const known = await findRow(session, z.object({ changedAt: z.date() }))`
    SELECT changed_at AS "changedAt" FROM model WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
  if (!known) return null
  const top1 = await readColumns(session, { image: Int32Array, class: Int32Array }, { rowCount })`
    SELECT image_id, class_id FROM prediction WHERE project_id = ${projectId} AND model_id = ${modelId} AND rank = 0`
  return { id: modelId, changedAt: known.changedAt, top1 }
}
