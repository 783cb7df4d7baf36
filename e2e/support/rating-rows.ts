import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type pg from 'pg'
import { repeatOnConflict } from '@/lib/db/session/transaction'

export const testPassword = 'a long enough password'

export interface TestAccount {
  id: string
  email: string
}

/** Creates accounts that sign in with `testPassword`. */
export async function makeAccounts(db: pg.Client, count: number): Promise<TestAccount[]> {
  const passwordHash = await hash(testPassword, { memoryCost: 8192, timeCost: 1 })
  const accounts: TestAccount[] = []
  for (let k = 0; k < count; k++) {
    const email = `${randomUUID()}@example.org`
    const { rows } = await db.query<{ id: string }>(
      'INSERT INTO app_user (email, name, password_hash) VALUES ($1, $2, $3) RETURNING id',
      [email, `Rater ${k + 1}`, passwordHash],
    )
    accounts.push({ id: rows[0]!.id, email })
  }
  return accounts
}

export const addMember = (db: pg.Client, projectId: number, userId: string, role: string) =>
  db.query('INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, $3::role)', [projectId, userId, role])

/** Creates a project of images without files, all originally of the first class. */
export async function makeImages(
  db: pg.Client,
  {
    images,
    classes,
    quota,
    slug = `e2e-${randomUUID().slice(0, 8)}`,
  }: { images: number; classes: number; quota: number; slug?: string | undefined },
) {
  const { rows } = await db.query<{ id: number }>(
    'INSERT INTO project (slug, name, raters_per_task) VALUES ($1, $1, $2) RETURNING id',
    [slug, quota],
  )
  const id = rows[0]!.id
  await db.query(
    `INSERT INTO class (project_id, id, class_index, name, other_names, path)
     SELECT $1, k, k, 'class ' || k, '{}', '{}' FROM generate_series(0, $2::int - 1) k`,
    [id, classes],
  )
  await db.query(
    `INSERT INTO image (project_id, id, position, file_name, original_class_id)
     SELECT $1, i, i, 'image-' || i || '.jpg', 0 FROM generate_series(0, $2::int - 1) i`,
    [id, images],
  )
  return { id, slug }
}

/** Creates a project of rating tasks without image files. */
export async function makeProject(
  db: pg.Client,
  { tasks, candidates, quota, slug }: { tasks: number; candidates: number; quota: number; slug?: string },
) {
  const project = await makeImages(db, { images: tasks, classes: candidates, quota, slug })
  const { id } = project
  const each = 'generate_series(0, $2::int - 1) i, generate_series(0, $3::int - 1) k'
  await db.query(
    `INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
     SELECT $1, i * $3::int + k, i, k, i * $3::int + k, k = 0 FROM ${each}`,
    [id, tasks, candidates],
  )
  await db.query(`INSERT INTO batch (project_id, id, name, state) VALUES ($1, 0, 'test', 'open')`, [id])
  await db.query(
    `INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
     SELECT $1, i, 0, i, 'rating', $3::int, true FROM generate_series(0, $2::int - 1) i`,
    [id, tasks, quota],
  )
  await db.query(
    `INSERT INTO task_candidate (project_id, task_id, position, candidate_id) SELECT $1, i, k, i * $3::int + k FROM ${each}`,
    [id, tasks, candidates],
  )
  return project
}

/** Records that every assignment has shown the candidates of its task. */
export const showCandidates = (db: pg.Client, projectId: number) =>
  db.query(
    `INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position)
     SELECT a.project_id, a.id, c.candidate_id, a.rater_id, t.image_id, c.position
     FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
     JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id WHERE a.project_id = $1`,
    [projectId],
  )

/** A run of mean votes with threshold 0.5. */
export const addRun = (db: pg.Client, projectId: number, id: number, { votes = 0, labels = 0 } = {}) =>
  db.query(
    `INSERT INTO aggregation_run (project_id, id, method, parameters, code_version, input_hash, votes_until, vote_count,
       rater_parameters, threshold, iterations, has_converged, stop_reason, label_count, changed_image_count)
     VALUES ($1, $2, 'majority', '{}', 'test', repeat('0', 64), now(), $3, '{}', 0.5, 0, true, 'Done.', $4, 0)`,
    [projectId, id, votes, labels],
  )

/** Deletes a project. Closed pages may still be releasing their tasks at the same time. */
export async function removeProject(db: pg.Client, id: number) {
  for (const table of ['batch', 'grid_page', 'image', 'job', 'aggregation_run'])
    await repeatOnConflict(() => db.query(`DELETE FROM ${table} WHERE project_id = $1`, [id]))
  await repeatOnConflict(() => db.query('DELETE FROM project WHERE id = $1', [id]))
}
