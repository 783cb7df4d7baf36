import type pg from 'pg'
import { addRun, makeProject } from './rating-rows'

export const imageCount = 130

/** A second run without disagreement figures, as older versions stored them. */
export async function addOldRun(db: pg.Client, projectId: number) {
  await addRun(db, projectId, 2)
  await db.query(
    `INSERT INTO run_image (project_id, run_id, image_id, position, label_count, is_changed, is_rated)
     SELECT project_id, 2, image_id, position, label_count, is_changed, is_rated FROM run_image
     WHERE project_id = $1 AND run_id = 1`,
    [projectId],
  )
}

/**
 * A project of 130 images with two candidates each and one run: every second image changed, every fifth without a label,
 * every third with two; disagreement 0.4 on every fourth; three images flagged as broken. Image files are shared with other
 * projects.
 */
export async function makeImageProject(db: pg.Client): Promise<{ id: number; slug: string }> {
  const project = await makeProject(db, { tasks: imageCount, candidates: 2, quota: 5 })
  await db.query(
    `UPDATE image i SET content_hash = d.content_hash, width = d.width, height = d.height, byte_size = d.byte_size
     FROM (
       SELECT content_hash, width, height, byte_size, row_number() OVER (ORDER BY position) - 1 AS position, count(*) OVER () AS n
       FROM image WHERE project_id <> $1 AND content_hash IS NOT NULL
     ) d WHERE i.project_id = $1 AND d.position = i.position % d.n`,
    [project.id],
  )
  await addRun(db, project.id, 1)
  await db.query(
    `INSERT INTO run_image (project_id, run_id, image_id, position, label_count, is_changed, is_rated, disagreement, margin)
     SELECT project_id, 1, id, position, CASE WHEN position % 5 = 0 THEN 0 WHEN position % 3 = 0 THEN 2 ELSE 1 END,
       position % 2 = 0, true, CASE WHEN position % 4 = 0 THEN 0.4 ELSE 0 END, position / 1000.0
     FROM image WHERE project_id = $1`,
    [project.id],
  )
  await db.query(
    `INSERT INTO run_label (project_id, run_id, class_id, image_id)
     SELECT r.project_id, 1, k, r.image_id FROM run_image r, generate_series(0, r.label_count - 1) k WHERE r.project_id = $1`,
    [project.id],
  )
  await db.query(
    `INSERT INTO score (project_id, run_id, candidate_id, score, posterior, low, high)
     SELECT c.project_id, 1, c.id, CASE WHEN l.class_id IS NULL THEN 0.3 ELSE 0.9 END, '{}', 0.2, 0.95
     FROM candidate c
     LEFT JOIN run_label l ON l.project_id = c.project_id AND l.image_id = c.image_id AND l.class_id = c.class_id
     WHERE c.project_id = $1`,
    [project.id],
  )
  await db.query(`INSERT INTO rater (project_id, id, kind) VALUES ($1, 7, 'human')`, [project.id])
  await db.query(
    `INSERT INTO image_flag (project_id, image_id, rater_id, kinds, comment) SELECT $1, i, 7, '{broken}', 'Grey below.'
     FROM unnest('{4,40,80}'::int[]) i`,
    [project.id],
  )
  return project
}
