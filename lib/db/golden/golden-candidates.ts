import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { empty, getValue, runSql, type Sql, sql } from '@/lib/db/session/sql'

// Possible classes of an image: all predictions of proposing models at any rank, and the original label.
const pooled = (projectId: number, imageIds: number[]) => sql`
  SELECT p.image_id, p.class_id FROM prediction p
  JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
  WHERE p.project_id = ${projectId}::int AND p.image_id = ANY(${imageIds}::int[])
  UNION
  SELECT i.id, i.original_class_id FROM image i
  WHERE i.project_id = ${projectId}::int AND i.id = ANY(${imageIds}::int[]) AND i.original_class_id IS NOT NULL`
const missing = (projectId: number, imageIds: number[]) => sql`
  SELECT w.image_id, w.class_id FROM (${pooled(projectId, imageIds)}) w
  WHERE NOT EXISTS (SELECT FROM candidate c
    WHERE c.project_id = ${projectId}::int AND c.image_id = w.image_id AND c.class_id = w.class_id)`

export const needsProposedCandidates = (projectId: number, imageIds: number[]): Promise<boolean> =>
  getValue(prisma, z.boolean())`SELECT EXISTS (${missing(projectId, imageIds)})`

const numbered = (projectId: number) => sql`
  INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
  SELECT ${projectId}::int, last.id + w.position, w.image_id, w.class_id, last.position + w.position, coalesce(w.class_id = i.original_class_id, false)
  FROM (SELECT image_id, class_id, row_number() OVER (ORDER BY image_id, class_id)::int AS position FROM wanted) w
  JOIN image i ON i.project_id = ${projectId}::int AND i.id = w.image_id
  CROSS JOIN (
    SELECT coalesce(max(id), -1) AS id, coalesce(max(position), -1) AS position FROM candidate WHERE project_id = ${projectId}::int
  ) last`

/**
 * Includes every class proposed for these images, and records which models predict each of their candidates. Returns
 * how many were added. The candidates must be locked.
 */
export async function addProposedCandidates(projectId: number, imageIds: number[], db: Db): Promise<number> {
  const added = await runSql(db)`WITH wanted AS (${missing(projectId, imageIds)}) ${numbered(projectId)}`
  await linkModels(projectId, imageIds, db)
  return added
}

const linkModels = (projectId: number, imageIds: number[], db: Db, among: Sql = empty) =>
  runSql(db)`
    INSERT INTO candidate_model (project_id, candidate_id, model_id)
    SELECT p.project_id, c.id, p.model_id FROM candidate c
    JOIN prediction p ON p.project_id = c.project_id AND p.image_id = c.image_id AND p.class_id = c.class_id
    JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
    WHERE c.project_id = ${projectId}::int AND c.image_id = ANY(${imageIds}::int[]) ${among}
    ON CONFLICT DO NOTHING`

/** Makes a class a candidate of the images where it is not one yet; returns how many. The candidates must be locked. */
export async function addClassAsCandidate(projectId: number, imageIds: number[], classId: number, db: Db) {
  const added = await runSql(db)`
    WITH wanted AS (
      SELECT i.id AS image_id, ${classId}::int AS class_id FROM image i
      WHERE i.project_id = ${projectId}::int AND i.id = ANY(${imageIds}::int[]) AND NOT EXISTS (
        SELECT FROM candidate c
        WHERE c.project_id = ${projectId}::int AND c.image_id = i.id AND c.class_id = ${classId}::int)
    ) ${numbered(projectId)}`
  if (added > 0) await linkModels(projectId, imageIds, db, sql`AND c.class_id = ${classId}::int`)
  return added
}

export const addCandidate = async (projectId: number, imageId: number, classId: number, db: Db): Promise<boolean> =>
  (await addClassAsCandidate(projectId, [imageId], classId, db)) > 0

/**
 * Deletes candidates of a draw's images that no task, answer or note refers to, but only until anything in the project
 * has been rated or aggregated: after that, checking other references would read whole tables, and unused candidates do
 * no harm.
 */
export const removeUnusedCandidates = (projectId: number, drawId: number, db: Db) =>
  runSql(db)`
    DELETE FROM candidate c USING golden_image g
    WHERE g.project_id = ${projectId}::int AND g.draw_id = ${drawId}::int
      AND c.project_id = g.project_id AND c.image_id = g.image_id
      AND NOT EXISTS (SELECT FROM assignment x WHERE x.project_id = ${projectId}::int)
      AND NOT EXISTS (SELECT FROM aggregation_run x WHERE x.project_id = ${projectId}::int)
      AND NOT EXISTS (SELECT FROM task_candidate x WHERE x.project_id = c.project_id AND x.candidate_id = c.id)
      AND NOT EXISTS (SELECT FROM golden_answer x WHERE x.project_id = c.project_id AND x.candidate_id = c.id)
      AND NOT EXISTS (SELECT FROM golden_answer_history x WHERE x.project_id = c.project_id AND x.candidate_id = c.id)
      AND NOT EXISTS (SELECT FROM golden_note x WHERE x.project_id = c.project_id AND x.candidate_id = c.id)`
