import type { CopyRow, CopySession } from './copy-session'
import type { ScoreKind } from './generated/client'

/** Images and classes of a project as files of predictions name them, with the way to their numbers. */
export interface PredictionScopeRows {
  /** By position. */
  imageIds: Int32Array
  /** Position by file name. */
  positionOf: Map<string, number>
  classIndices: Set<number>
  /** Class number by class index. */
  classIds: Map<number, number>
}

/** What predictions of a project can be about. Positions count up from 0 whatever gaps the images' own leave. */
export async function findPredictionScope(session: CopySession, projectId: number): Promise<PredictionScopeRows> {
  const images = await session.query<{ id: number; name: string }>(
    'SELECT id, file_name AS name FROM image WHERE project_id = $1 ORDER BY position',
    [projectId],
  )
  const classes = await session.query<{ id: number; index: number }>(
    'SELECT id, class_index AS index FROM class WHERE project_id = $1 AND class_index IS NOT NULL',
    [projectId],
  )
  return {
    imageIds: Int32Array.from(images, (image) => image.id),
    positionOf: new Map(images.map((image, position) => [image.name, position])),
    classIndices: new Set(classes.map((one) => one.index)),
    classIds: new Map(classes.map((one) => [one.index, one.id])),
  }
}

export interface NewModel {
  projectId: number
  name: string
  scoreKind: ScoreKind | null
  /** Whether a model of that name makes way, with its predictions. */
  replace: boolean
}

/**
 * Adds a model under the project's next number, which is never that of the model it replaces. Null when the name is taken
 * and not to be replaced.
 */
export async function insertModel(
  session: CopySession,
  { projectId, name, scoreKind, replace }: NewModel,
): Promise<{ modelId: number; isReplaced: boolean } | null> {
  // The lock on the project hands out numbers one at a time, and lets no other take the name in between.
  await session.query('SELECT FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId])
  const [{ modelId }] = await session.query<{ modelId: number }>(
    'SELECT coalesce(max(id), 0) + 1 AS "modelId" FROM model WHERE project_id = $1',
    [projectId],
  )
  const old = await session.query('SELECT FROM model WHERE project_id = $1 AND name = $2', [projectId, name])
  if (old.length > 0 && !replace) return null
  await session.query('DELETE FROM model WHERE project_id = $1 AND name = $2', [projectId, name])
  await session.query('INSERT INTO model (project_id, id, name, score_kind) VALUES ($1, $2, $3, $4)', [
    projectId,
    modelId,
    name,
    scoreKind,
  ])
  return { modelId, isReplaced: old.length > 0 }
}

export interface PredictionRows {
  projectId: number
  modelId: number
  scope: PredictionScopeRows
  /** Positions and class indices within the scope. */
  images: AsyncIterable<{ image: number; classes: readonly number[]; scores: readonly number[] | null }>
}

/** Writes what a model predicts, the most confident class of an image as rank 0. */
export async function writePredictions(session: CopySession, { projectId, modelId, scope, images }: PredictionRows) {
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    for await (const { image, classes, scores } of images) {
      const imageId = scope.imageIds[image]
      for (const [rank, index] of classes.entries())
        yield [projectId, modelId, imageId, rank, scope.classIds.get(index) ?? null, scores?.[rank] ?? null]
    }
  }
  await session.copyIn('prediction', ['project_id', 'model_id', 'image_id', 'rank', 'class_id', 'score'], rows())
}

/** Notes the candidates whose class is among a model's predictions for their image; gives how many. */
export async function linkProposingModel(session: CopySession, projectId: number, modelId: number): Promise<number> {
  const [{ count }] = await session.query<{ count: number }>(
    `WITH added AS (
       INSERT INTO candidate_model (project_id, candidate_id, model_id)
       SELECT p.project_id, c.id, p.model_id FROM prediction p
       JOIN candidate c ON c.project_id = p.project_id AND c.image_id = p.image_id AND c.class_id = p.class_id
       WHERE p.project_id = $1 AND p.model_id = $2
       RETURNING candidate_id
     )
     SELECT count(*)::int AS count FROM added`,
    [projectId, modelId],
  )
  return count
}
