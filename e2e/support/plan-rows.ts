import type pg from 'pg'
import { makeImages } from './rating-rows'

const fewImages = 6

/**
 * A project of six images (by default) of class 0 and three models, small enough to plan by hand. Predictions, best first:
 * alpha 0, 1; beta 0, 2; gamma 0, 4 on the first three images and 3, 4 on the others. Golden: images 0 and 3, where classes
 * 0 and 1 apply to both and 3 to the second. So alpha and gamma together find all five labels, and agree on the first
 * three images.
 */
export async function makePlannedProject(
  db: pg.Client,
  { hasGolden, images = fewImages }: { hasGolden: boolean; images?: number },
) {
  const project = await makeImages(db, { images, classes: 5, quota: 5 })
  const { id } = project
  await db.query(
    `INSERT INTO model (project_id, id, name, score_kind) VALUES ($1, 0, 'alpha', 'probability'),
     ($1, 1, 'beta', 'probability'), ($1, 2, 'gamma', 'logit')`,
    [id],
  )
  await db.query(
    `INSERT INTO prediction (project_id, model_id, image_id, rank, class_id, score)
     SELECT $1, m, i, r, CASE WHEN r = 1 THEN (ARRAY[1, 2, 4])[m + 1] WHEN m = 2 AND i >= 3 THEN 3 ELSE 0 END, 0.8 - 0.5 * r
     FROM generate_series(0, 2) m, generate_series(0, $2::int - 1) i, generate_series(0, 1) r`,
    [id, images],
  )
  if (hasGolden) await addGolden(db, id)
  return project
}

/** Identical answers of three experts about every class on images 0 and 3. */
async function addGolden(db: pg.Client, id: number) {
  await db.query(
    `INSERT INTO rater (project_id, id, kind, is_expert) SELECT $1, r, 'human', true FROM generate_series(1, 3) r`,
    [id],
  )
  await db.query(
    `INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
     SELECT $1, g * 5 + k, g * 3, k, g * 5 + k, k = 0 FROM generate_series(0, 1) g, generate_series(0, 4) k`,
    [id],
  )
  await db.query(
    `INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
     SELECT $1, c.id, r, 'expert', CASE WHEN c.class_id < 2 OR (c.class_id = 3 AND c.image_id = 3) THEN 2 ELSE 0 END
     FROM candidate c, generate_series(1, 3) r WHERE c.project_id = $1`,
    [id],
  )
}

/** A run with raters 1 to `count`, each 90% accurate, as a start for adaptive votes. */
export async function addRunOfRaters(db: pg.Client, id: number, raters: number) {
  const probability = [
    [0.9, 0.04, 0.06],
    [0.06, 0.04, 0.9],
  ]
  const parameters = {
    ...{ classes: ['does not apply', 'applies'], answers: ['no', 'maybe', 'yes'], skillMeaning: '', annotators: [] },
    raters: Array.from({ length: raters }, (_, at) => ({
      raterId: at + 1,
      goldenAnswerCount: 0,
      skill: 0,
      probability,
    })),
  }
  await db.query(
    `INSERT INTO aggregation_run (project_id, id, method, parameters, code_version, input_hash, votes_until, vote_count, prior, threshold,
       iterations, has_converged, stop_reason, label_count, changed_image_count, rater_parameters)
     VALUES ($1, 1, 'dawid-skene', '{}', 'e2e', 'e2e', now(), 0, 0.3, 0.5, 1, true, '-', 0, 0, $2)`,
    [id, JSON.stringify(parameters)],
  )
}
