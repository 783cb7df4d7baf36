import { z } from 'zod'
import { ScoreKind } from '@/lib/db/generated/client'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { possibleRowChecks, type RowChecks, withoutRowChecks } from '@/lib/db/session/row-checks'
import { findRow, getValue, newRow, readRows, readValues, runSql } from '@/lib/db/session/sql'
import { type FileScope, lockForImport } from './import-scope'

const knownModel = z.object({ id: z.number(), scoreKind: z.enum(ScoreKind).nullable(), isScoredOnly: z.boolean() })
export type KnownModel = z.infer<typeof knownModel>

/**
 * The model of this name, or null. The project is locked, which hands out model numbers one at a time and lets no other
 * take the name until the end of the transaction.
 */
export async function findModelForWrite(
  session: CopySession,
  projectId: number,
  name: string,
): Promise<KnownModel | null> {
  await lockForImport(session, projectId)
  return findRow(session, knownModel)`
    SELECT id, score_kind AS "scoreKind", is_scored_only AS "isScoredOnly" FROM model
    WHERE project_id = ${projectId}::int AND name = ${name} FOR NO KEY UPDATE`
}

/**
 * Adds a model under the project's next number, or under that of the model of its name, which goes with all that was said
 * of it: a plan that has chosen the model keeps it.
 */
export async function insertModel(
  session: CopySession,
  {
    projectId,
    name,
    scoreKind,
    isScoredOnly = false,
  }: { projectId: number; name: string; scoreKind: ScoreKind | null; isScoredOnly?: boolean },
): Promise<number> {
  const modelId = await getValue(session, z.number())`
    SELECT coalesce(max(id) FILTER (WHERE name = ${name}), max(id) + 1, 1) AS "modelId" FROM model
    WHERE project_id = ${projectId}::int`
  await runSql(session)`
    DELETE FROM model WHERE project_id = ${projectId}::int AND name = ${name}`
  await runSql(session)`
    INSERT INTO model ${newRow({ projectId, id: modelId, name, scoreKind, isScoredOnly })}`
  return modelId
}

/** Deletes a model with its predictions. */
export async function deleteModelRow(session: CopySession, projectId: number, modelId: number): Promise<void> {
  await runSql(session)`DELETE FROM model WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
}

/** Notes that a model says something else from now on. */
export async function touchModel(session: CopySession, projectId: number, modelId: number): Promise<void> {
  await runSql(session)`
    UPDATE model SET changed_at = clock_timestamp() WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
}

/** Numbers of the images that a model has predictions of. */
export async function findPredictedImages(session: CopySession, projectId: number, modelId: number): Promise<number[]> {
  return readValues(session, z.number())`
    SELECT DISTINCT image_id AS id FROM prediction WHERE project_id = ${projectId}::int AND model_id = ${modelId}::int`
}

export interface PredictionRows {
  projectId: number
  modelId: number
  scope: FileScope
  /** Positions and class indices within the scope. */
  images: AsyncIterable<{ image: number; classes: readonly number[]; scores: readonly number[] | null }>
  /** By default the faster of those that the role may choose. */
  checks?: RowChecks | undefined
}

/** The least normal number of single precision: PostgreSQL refuses texts of what single precision rounds to zero. */
const leastNormal = 2 ** -126
const asReal = (score: number) => (Math.abs(score) < leastNormal ? Math.fround(score) : score)

/** Writes what a model predicts, the most confident class of an image as rank 0. */
export async function writePredictions(session: CopySession, rows: PredictionRows): Promise<void> {
  const { projectId, modelId, scope, images, checks = await possibleRowChecks(session) } = rows
  async function* copied(): AsyncGenerator<CopyRow, void, undefined> {
    for await (const { image, classes, scores } of images) {
      const imageId = scope.imageIds[image]!
      for (const [rank, index] of classes.entries()) {
        const score = scores === null ? null : asReal(scores[rank]!)
        yield [projectId, modelId, imageId, rank, scope.classIds.get(index) ?? null, score]
      }
    }
  }
  const columns = ['project_id', 'model_id', 'image_id', 'rank', 'class_id', 'score']
  const write = () => session.copyIn('prediction', columns, copied())
  if (checks === 'each') return write()
  await withoutRowChecks(session, write)
  await checkPredictions(session, projectId, modelId)
}

/**
 * What the foreign keys and the trigger on scores would have said of each row, asked of all rows of a model at once. By
 * differences of sets: whatever the planner believes of tables that have just grown, none is read more than once.
 */
async function checkPredictions(session: CopySession, projectId: number, modelId: number): Promise<void> {
  const wrong = await readRows(session, z.object({ what: z.string(), id: z.number() }))`
    WITH mine AS MATERIALIZED (
      SELECT image_id, class_id, score FROM prediction WHERE project_id = ${projectId}::int AND model_id = ${modelId}::int
    )
    (SELECT 'image' AS what, image_id AS id FROM mine EXCEPT SELECT 'image', id FROM image WHERE project_id = ${projectId}::int LIMIT 1)
    UNION ALL
    (SELECT 'class', class_id FROM mine EXCEPT SELECT 'class', id FROM class WHERE project_id = ${projectId}::int LIMIT 1)
    UNION ALL
    (SELECT 'score', image_id FROM mine
     WHERE (score IS NULL) IS DISTINCT FROM (
       SELECT score_kind IS NULL FROM model WHERE project_id = ${projectId}::int AND id = ${modelId}::int
     ) LIMIT 1)`
  const [first] = wrong
  if (first) throw new RangeError(`A prediction of model ${modelId} has an invalid ${first.what}: ${first.id}.`)
}

/** Notes the candidates whose class is among a model's predictions for their image; gives how many are new. */
export async function linkProposingModel(session: CopySession, projectId: number, modelId: number): Promise<number> {
  return getValue(session, z.number())`
    WITH added AS (
      INSERT INTO candidate_model (project_id, candidate_id, model_id)
      SELECT p.project_id, c.id, p.model_id FROM prediction p
      JOIN candidate c ON c.project_id = p.project_id AND c.image_id = p.image_id AND c.class_id = p.class_id
      WHERE p.project_id = ${projectId}::int AND p.model_id = ${modelId}::int
      ON CONFLICT DO NOTHING
      RETURNING candidate_id
    )
    SELECT count(*)::int AS count FROM added`
}
