import { type Db, prisma } from '@/lib/db/client'

/**
 * Adds a job and puts it into the worker's queue, in one statement: neither stands without the other. Jobs of one
 * project run one after another. Gives the job's id.
 */
export async function insertJob(projectId: number, kind: string, payload: object, db: Db = prisma): Promise<string> {
  const [{ id }] = await db.$queryRaw<{ id: string }[]>`
    WITH added AS (
      INSERT INTO job (project_id, kind, payload) VALUES (${projectId}::int, ${kind}, ${JSON.stringify(payload)}::jsonb)
      RETURNING project_id, id
    )
    SELECT id::text AS id, (graphile_worker.add_job(
      'run_job', json_build_object('projectId', project_id, 'jobId', id), queue_name => 'project-' || project_id,
      max_attempts => 25, job_key => id::text
    )).id AS queued
    FROM added`
  return id
}
