import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'

interface NewJob {
  projectId: number
  kind: string
  title: string
  payload: object
  /** Null: the command line on the machine itself, or the server. */
  askedBy: string | null
}

/**
 * Adds a job and puts it into the worker's queue, in one statement, so that there is never one without the other. Jobs of
 * one project run one after another. Gives the job's id.
 */
export async function insertJob(
  { projectId, kind, title, payload, askedBy }: NewJob,
  db: Db = prisma,
): Promise<string> {
  const { id } = await getRow(db, z.object({ id: z.string() }))`
    WITH added AS (
      INSERT INTO job (project_id, kind, title, payload, asked_by)
      VALUES (${projectId}::int, ${kind}, ${title}, ${JSON.stringify(payload)}::jsonb, ${askedBy}::uuid)
      RETURNING project_id, id
    )
    SELECT id::text AS id, (graphile_worker.add_job(
      'run_job', json_build_object('projectId', project_id, 'jobId', id), queue_name => 'project-' || project_id,
      max_attempts => 25, job_key => id::text
    )).id AS queued
    FROM added`
  return id
}
