import { z } from 'zod'
import { ScoreKind } from '@/lib/db/generated/client'
import { asReal, type CopyRow, type CopySession } from '@/lib/db/session/copy-session'
import { possibleRowChecks, type RowChecks, withoutRowChecks } from '@/lib/db/session/copy-tables'
import {
  type Connection,
  empty,
  findRow,
  getValue,
  newRow,
  readRows,
  readValues,
  runSql,
  sql,
} from '@/lib/db/session/sql'
import { type FileScope, lockForImport } from './import-scope'

const knownModel = z.object({ id: z.number(), scoreKind: z.enum(ScoreKind).nullable(), isScoredOnly: z.boolean() })
export type KnownModel = z.infer<typeof knownModel>

/** Locks the project, so that nobody else takes a number or the name until the commit. Null without such a model. */
export async function findModelForWrite(on: Connection, projectId: number, name: string): Promise<KnownModel | null> {
  await lockForImport(on, projectId)
  return findRow(on, knownModel)`
    SELECT id, score_kind AS "scoreKind", is_scored_only AS "isScoredOnly" FROM model
    WHERE project_id = ${projectId}::int AND name = ${name} FOR NO KEY UPDATE`
}

export interface ModelRow {
  projectId: number
  name: string
  scoreKind: ScoreKind | null
  isScoredOnly?: boolean
}

/** Inserts a model under the project's next number. */
export const insertModel = (
  session: CopySession,
  { projectId, isScoredOnly = false, ...model }: ModelRow,
): Promise<number> =>
  getValue(session, z.number())`
    INSERT INTO model ${newRow({
      ...{ projectId, isScoredOnly, ...model },
      id: sql`(SELECT coalesce(max(id), 0) + 1 FROM model WHERE project_id = ${projectId}::int)`,
    })} RETURNING id`

/**
 * Deletes a model's predictions, scores, and, unless `keepsCandidates`, its links to the candidates that it proposed.
 * Keeps its number, so that a plan that uses the model stays valid, and reviews of its mistakes.
 */
export async function emptyModel(
  session: CopySession,
  {
    projectId,
    modelId,
    scoreKind,
    keepsCandidates,
  }: { projectId: number; modelId: number; scoreKind: ScoreKind | null; keepsCandidates: boolean },
): Promise<void> {
  const ofModel = sql`WHERE project_id = ${projectId}::int AND model_id = ${modelId}::int`
  await runSql(session)`DELETE FROM prediction ${ofModel}`
  await runSql(session)`DELETE FROM model_evaluation ${ofModel}`
  if (!keepsCandidates) await runSql(session)`DELETE FROM candidate_model ${ofModel}`
  await runSql(session)`
    UPDATE model SET score_kind = ${scoreKind}::score_kind, computed_by = '[]'
    WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
}

/** Records that the server itself computed predictions for this many images, with the model file of this SHA-256. */
export async function noteComputation(
  session: CopySession,
  { projectId, modelId, ...run }: { projectId: number; modelId: number; sha256: string; images: number },
): Promise<void> {
  await runSql(session)`
    UPDATE model SET computed_by = computed_by || ${JSON.stringify([run])}::jsonb
    WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
}

export async function deleteModelRow(session: CopySession, projectId: number, modelId: number): Promise<void> {
  await runSql(session)`DELETE FROM model WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
}

export async function touchModel(session: CopySession, projectId: number, modelId: number): Promise<void> {
  await runSql(session)`
    UPDATE model SET changed_at = clock_timestamp() WHERE project_id = ${projectId}::int AND id = ${modelId}::int`
}

export const findPredictedImages = (on: Connection, projectId: number, modelId: number): Promise<number[]> =>
  readValues(on, z.number())`
    SELECT DISTINCT image_id AS id FROM prediction WHERE project_id = ${projectId}::int AND model_id = ${modelId}::int`

export interface PredictionRows {
  projectId: number
  modelId: number
  scope: FileScope
  /** Positions and class indices in the scope. */
  images: AsyncIterable<{ image: number; classes: readonly number[]; scores: readonly number[] | null }>
  /** Defaults to the fastest that the role may use. */
  checks?: RowChecks | undefined
}

/** Writes a model's predictions; the most confident class of an image has rank 0. */
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
 * Checks what foreign keys and the trigger on scores check row by row, for all rows of a model at once. Uses set
 * differences, so that each table is read at most once, whatever the planner assumes about tables that have just grown.
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

/** Records which candidates the model predicts for these images (default: all). Returns how many they are. */
export const linkProposingModel = (
  session: CopySession,
  { projectId, modelId, imageIds }: { projectId: number; modelId: number; imageIds: readonly number[] | null },
): Promise<number> =>
  getValue(session, z.number())`
    WITH proposed AS (
      SELECT p.project_id, c.id, p.model_id FROM prediction p
      JOIN candidate c ON c.project_id = p.project_id AND c.image_id = p.image_id AND c.class_id = p.class_id
      WHERE p.project_id = ${projectId}::int AND p.model_id = ${modelId}::int
        ${imageIds ? sql`AND p.image_id = ANY(${imageIds}::int[])` : empty}
    ), added AS (
      INSERT INTO candidate_model (project_id, candidate_id, model_id) SELECT * FROM proposed ON CONFLICT DO NOTHING
    )
    SELECT count(*)::int AS count FROM proposed`
