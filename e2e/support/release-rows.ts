import type pg from 'pg'
import { showCandidates } from './rating-rows'

/** Votes of two raters on every candidate: both yes on an image's first candidate, one of each on the second. */
export async function addVotes(db: pg.Client, projectId: number): Promise<void> {
  for (const rater of [1, 2]) {
    await db.query(`INSERT INTO rater (project_id, id, kind) VALUES ($1, $2, 'imported')`, [projectId, rater])
    await db.query(
      `INSERT INTO assignment (project_id, task_id, rater_id, state) SELECT $1, id, $2, 'submitted' FROM task WHERE project_id = $1`,
      [projectId, rater],
    )
  }
  await showCandidates(db, projectId)
  await db.query(
    `INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
     SELECT project_id, image_id, candidate_id, rater_id, assignment_id,
       CASE position WHEN 0 THEN 2 WHEN 1 THEN CASE rater_id WHEN 1 THEN 2 ELSE 0 END ELSE 0 END
     FROM shown_candidate WHERE project_id = $1`,
    [projectId],
  )
}

/** Deletes a test's releases with triggers disabled: published releases cannot be deleted otherwise. */
export async function removeReleases(db: pg.Client, projectId: number): Promise<void> {
  await db.query('SET session_replication_role = replica')
  for (const table of ['release_withdrawal', 'release_chunk', 'release_part', 'release'])
    await db.query(`DELETE FROM ${table} WHERE project_id = $1`, [projectId])
  await db.query('SET session_replication_role = origin')
}
