import type pg from 'pg'
import { makeRatingProject } from './rating-project'
import { addRun, showCandidates } from './rating-rows'

/**
 * A project of three images with three candidates each, two raters, and a run with threshold 0.5. Only class 0 is kept, on
 * every image; on image 0 it scores 0.5 and class 1 scores 0.3, all other scores are 0 or 1. A model predicts class 0 for
 * image 0, class 1 for image 1 and class 2 for image 2.
 */
export async function makeJudgedProject(db: pg.Client) {
  const project = await makeRatingProject(db, String(process.env.E2E_DATA_DIR), { tasks: 3, candidates: 3, quota: 2 })
  const { id } = project
  await db.query(`INSERT INTO rater (project_id, id, kind) SELECT $1, r, 'human' FROM generate_series(1, 2) r`, [id])
  await db.query(
    `INSERT INTO assignment (project_id, task_id, rater_id, state, submitted_at, leased_at)
     SELECT $1, t.id, r, 'submitted', now(), now() FROM task t, generate_series(1, 2) r WHERE t.project_id = $1`,
    [id],
  )
  await showCandidates(db, id)
  await db.query(
    `INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
     SELECT s.project_id, s.image_id, s.candidate_id, s.rater_id, s.assignment_id, CASE WHEN c.class_id = 0 THEN 2 ELSE 0 END
     FROM shown_candidate s JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id WHERE s.project_id = $1`,
    [id],
  )
  await addRun(db, id, 1, { votes: 18, labels: 3 })
  await db.query(
    `INSERT INTO score (project_id, run_id, candidate_id, score, posterior)
     SELECT $1, 1, c.id, x.score, ARRAY[1 - x.score, x.score] FROM candidate c
     CROSS JOIN LATERAL (SELECT CASE WHEN c.image_id = 0 AND c.class_id = 0 THEN 0.5 WHEN c.image_id = 0 AND c.class_id = 1 THEN 0.3
       WHEN c.class_id = 0 THEN 1 ELSE 0 END::float8 AS score) x WHERE c.project_id = $1`,
    [id],
  )
  await db.query(
    `INSERT INTO run_image (project_id, run_id, image_id, position, label_count, is_changed, is_rated)
     SELECT $1, 1, i.id, i.position, 1, false, true FROM image i WHERE i.project_id = $1`,
    [id],
  )
  await db.query(
    `INSERT INTO run_label (project_id, run_id, class_id, image_id) SELECT $1, 1, 0, i.id FROM image i WHERE i.project_id = $1`,
    [id],
  )
  await db.query(`INSERT INTO model (project_id, id, name) VALUES ($1, 1, 'delta')`, [id])
  await db.query(
    `INSERT INTO prediction (project_id, model_id, image_id, rank, class_id)
     SELECT $1, 1, i.id, 0, i.position FROM image i WHERE i.project_id = $1`,
    [id],
  )
  return project
}
