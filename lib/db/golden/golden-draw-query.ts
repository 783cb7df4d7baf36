import { z } from 'zod'
import { goldenDraw } from '@/lib/contracts/golden/golden'
import { type Db, prisma } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { getValue, readRows, readValues, rowOf, runSql } from '@/lib/db/session/sql'

const drawableRow = z.object({ id: z.number(), originalClassId: z.number().nullable() })

/**
 * Includes images chosen by an admin, because a draw without them would not represent all images. Leaves out names
 * without a picture, unless no image of the project has one.
 */
export const findDrawableImages = (projectId: number, db: Db) =>
  readRows(db, drawableRow)`
    SELECT i.id, i.original_class_id AS "originalClassId" FROM image i
    WHERE i.project_id = ${projectId}::int AND ${isIncluded('i', 'id')}
      AND NOT EXISTS (SELECT FROM golden_image g JOIN golden_draw d ON d.project_id = g.project_id AND d.id = g.draw_id
        WHERE g.project_id = i.project_id AND g.image_id = i.id AND NOT d.is_chosen)
      AND (i.content_hash IS NOT NULL
        OR NOT EXISTS (SELECT FROM image x WHERE x.project_id = ${projectId}::int AND x.content_hash IS NOT NULL))
    ORDER BY i.id`

/** Returns those of the images that an admin can add: as above, but not chosen yet and without expert answers. */
export const findChoosableImages = (projectId: number, imageIds: number[], db: Db): Promise<number[]> =>
  readValues(db, z.number())`
    SELECT i.id FROM image i
    WHERE i.project_id = ${projectId}::int AND i.id = ANY(${imageIds}::int[]) AND ${isIncluded('i', 'id')}
      AND NOT EXISTS (SELECT FROM golden_image g WHERE g.project_id = i.project_id AND g.image_id = i.id)
      AND NOT EXISTS (SELECT FROM candidate c
        JOIN golden_answer a ON a.project_id = c.project_id AND a.candidate_id = c.id AND a.source = 'expert'
        WHERE c.project_id = i.project_id AND c.image_id = i.id)
      AND (i.content_hash IS NOT NULL
        OR NOT EXISTS (SELECT FROM image x WHERE x.project_id = ${projectId}::int AND x.content_hash IS NOT NULL))
    ORDER BY i.position`

export interface NewDrawRow {
  projectId: number
  seed: number
  isStratified: boolean
  isChosen?: boolean
  /** In the order in which experts see them. */
  imageIds: number[]
}

/** Images that an admin chose before keep their position and now belong to the draw. The project must be locked. */
export async function insertGoldenDraw(
  { projectId, seed, isStratified, isChosen = false, imageIds }: NewDrawRow,
  db: Db,
) {
  const id = await getValue(db, z.number())`
    INSERT INTO golden_draw (project_id, id, seed, size, is_stratified, is_chosen)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${seed}::int, ${imageIds.length}::int, ${isStratified}::boolean,
      ${isChosen}::boolean
    FROM golden_draw WHERE project_id = ${projectId}::int RETURNING id`
  await runSql(db)`
    INSERT INTO golden_image (project_id, image_id, draw_id, position)
    SELECT ${projectId}::int, drawn.image_id, ${id}::int, last.position + drawn.position::int
    FROM unnest(${imageIds}::int[]) WITH ORDINALITY AS drawn (image_id, position)
    CROSS JOIN (SELECT coalesce(max(position), -1) AS position FROM golden_image WHERE project_id = ${projectId}::int) last
    ON CONFLICT (project_id, image_id) DO UPDATE SET draw_id = excluded.draw_id`
  return id
}

const drawRow = rowOf(goldenDraw)

/** A draw can be undone until an expert works on one of its images; imported answers do not depend on the draw. */
export const findGoldenDraws = (projectId: number, db: Db = prisma) =>
  readRows(db, drawRow)`
    SELECT d.id, d.seed, d.size, d.is_stratified AS "isStratified", d.is_chosen AS "isChosen",
      d.created_at AS "createdAt", i.answered AS "answeredImages", i.asked = 0 AS "canBeUndone"
    FROM golden_draw d CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE w.asked OR w.answered))::int AS answered,
        count(*) FILTER (WHERE w.asked) AS asked
      FROM golden_image g CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM golden_visit v WHERE v.project_id = g.project_id AND v.image_id = g.image_id)
            OR coalesce(bool_or(a.asked IS NOT NULL OR n.candidate_id IS NOT NULL), false) AS asked,
          count(a.candidate_id) > 0 AS answered
        FROM candidate c
        LEFT JOIN golden_answer a ON a.project_id = c.project_id AND a.candidate_id = c.id AND a.source = 'expert'
        LEFT JOIN golden_note n ON n.project_id = c.project_id AND n.candidate_id = c.id
        WHERE c.project_id = g.project_id AND c.image_id = g.image_id
      ) w
      WHERE g.project_id = d.project_id AND g.draw_id = d.id
    ) i
    WHERE d.project_id = ${projectId}::int ORDER BY d.id`
