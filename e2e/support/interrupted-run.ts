import type pg from 'pg'
import { expect } from 'playwright/test'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ApiClient } from './api-client'

/** Aggregates a project's votes. `interrupt` is called before the run is written. */
export async function aggregate(db: pg.Client, slug: string, admin: ApiClient, interrupt?: () => void) {
  const jobs = `/api/projects/${slug}/jobs`
  if (interrupt) {
    await db.query('BEGIN')
    await db.query('LOCK TABLE aggregation_run IN SHARE MODE')
  }
  const input = { method: 'dawid-skene', parameters: {} }
  const started = await admin.post<JobSummary>(jobs, { kind: 'aggregate', input })
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  if (interrupt) {
    const waiting = `SELECT FROM pg_locks WHERE relation = 'aggregation_run'::regclass AND NOT granted`
    await expect.poll(async () => (await db.query(waiting)).rowCount, { timeout: 60_000 }).toBeGreaterThan(0)
    interrupt()
    await db.query('ROLLBACK')
  }
  let job = started.body
  const read = async () => {
    const { status, body } = await admin.get<JobSummary>(`${jobs}/${job.id}`)
    if (status === 200) job = body
    return job.state
  }
  await expect.poll(read, { timeout: 90_000 }).toMatch(/succeeded|failed/)
  expect(job.error).toBeNull()
  return job
}

/** Hashes of the votes, scores and labels of a project's runs. */
export async function findingsOf(db: pg.Client, projectId: number) {
  const { rows } = await db.query(
    `SELECT r.threshold, r.label_count, r.vote_count, r.input_hash,
       (SELECT md5(string_agg(s.candidate_id || ':' || s.score, ',' ORDER BY s.candidate_id))
        FROM score s WHERE s.project_id = r.project_id AND s.run_id = r.id) AS scores,
       (SELECT md5(string_agg(l.image_id || ':' || l.class_id, ',' ORDER BY l.image_id, l.class_id))
        FROM run_label l WHERE l.project_id = r.project_id AND l.run_id = r.id) AS labels
     FROM aggregation_run r WHERE r.project_id = $1 ORDER BY r.id`,
    [projectId],
  )
  return rows
}
