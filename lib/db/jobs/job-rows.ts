import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { asJson, findRow, getRow, runSql, sql } from '@/lib/db/session/sql'
import { accessTokenName, requestId } from '@/lib/telemetry/request-scope'

interface NewJob {
  projectId: number
  kind: string
  title: string
  payload: object
  /** Null for the command line on the server itself, and for the server. */
  askedBy: string | null
}

/** Uses one statement, so that job and queue entry exist only together. Jobs of one project run one after another. */
export async function insertJob(
  { projectId, kind, title, payload, askedBy }: NewJob,
  db: Db = prisma,
): Promise<string> {
  const { id } = await getRow(db, z.object({ id: z.string() }))`
    WITH added AS (
      INSERT INTO job (project_id, kind, title, payload, asked_by, request_id, access_token)
      VALUES (${projectId}::int, ${kind}, ${title}, ${JSON.stringify(payload)}::jsonb, ${askedBy}::uuid, ${requestId()},
        ${accessTokenName()})
      RETURNING project_id, id
    )
    SELECT id::text AS id, (graphile_worker.add_job(
      'run_job', json_build_object('projectId', project_id, 'jobId', id), queue_name => 'project-' || project_id,
      max_attempts => 25, job_key => id::text
    )).id AS queued
    FROM added`
  return id
}

/** One attempt at a job. The holder of an older attempt has been replaced and can no longer write. */
export interface JobAttempt {
  projectId: number
  jobId: string
  attempt: number
}

const startedJob = z.object({
  projectId: z.number(),
  jobId: z.string(),
  attempt: z.number(),
  slug: z.string(),
  kind: z.string(),
  payload: z.unknown(),
  /** Null for the command line on the server itself, and for the server. */
  askedBy: z.string().nullable(),
  /** Number of the request that asked for the job, passed on to everything that the job starts. */
  requestId: z.string().nullable(),
  /** Name of the access token of that request. */
  accessToken: z.string().nullable(),
  isCancelled: z.boolean(),
})
export type StartedJob = Omit<z.infer<typeof startedJob>, 'isCancelled'>

/** Takes a queued job, or one whose worker is gone, and counts an attempt. Null if it has ended or was cancelled. */
export async function beginAttempt(projectId: number, jobId: string): Promise<StartedJob | null> {
  const job = await findRow(prisma, startedJob)`
    UPDATE job j SET attempts = attempts + 1, step = '', done = 0, total = NULL, detail = NULL, error = NULL,
      started_at = coalesce(started_at, now()),
      state = CASE WHEN cancel_requested_at IS NULL THEN 'running' ELSE 'cancelled' END::job_state,
      finished_at = CASE WHEN cancel_requested_at IS NOT NULL THEN now() END
    FROM project p
    WHERE j.project_id = ${projectId}::int AND j.id = ${jobId}::uuid AND j.state IN ('queued', 'running') AND p.id = j.project_id
    RETURNING j.project_id AS "projectId", j.id::text AS "jobId", j.attempts AS attempt, p.slug, j.kind, j.payload,
      j.asked_by::text AS "askedBy", j.request_id AS "requestId", j.access_token AS "accessToken",
      j.state = 'cancelled' AS "isCancelled"`
  return job?.isCancelled ? null : job
}

export interface JobProgress {
  step: string
  done: number
  total: number | null
  /** Shown beside the progress, as JSON; if missing, the previous detail stays. */
  detail?: unknown
}

/** Null unless the job has succeeded. */
export const findSucceededJob = (projectId: number, jobId: string) =>
  findRow(prisma, startedJob.pick({ slug: true, kind: true, askedBy: true, requestId: true, accessToken: true }))`
    SELECT p.slug, j.kind, j.asked_by::text AS "askedBy", j.request_id AS "requestId",
      j.access_token AS "accessToken"
    FROM job j JOIN project p ON p.id = j.project_id
    WHERE j.project_id = ${projectId}::int AND j.id = ${jobId}::uuid AND j.state = 'succeeded'`

/** Returns whether the attempt should go on, was asked to stop, or has been replaced. */
export async function noteJobProgress(
  { projectId, jobId, attempt }: JobAttempt,
  { step, done, total, detail }: JobProgress,
): Promise<'go-on' | 'cancel' | 'replaced'> {
  const row = await findRow(prisma, z.object({ isCancelled: z.boolean() }))`
    UPDATE job SET step = ${step}, done = ${done}::bigint, total = ${total}::bigint,
      detail = coalesce(${asJson(detail)}::jsonb, detail)
    WHERE project_id = ${projectId}::int AND id = ${jobId}::uuid AND state = 'running' AND attempts = ${attempt}::int
    RETURNING cancel_requested_at IS NOT NULL AS "isCancelled"`
  if (!row) return 'replaced'
  return row.isCancelled ? 'cancel' : 'go-on'
}

/**
 * Marks an attempt as succeeded in the transaction that writes its result, so that a job killed right afterwards does
 * not run twice. Throws if the attempt was replaced or cancelled, which rolls the result back.
 */
export async function finishJobWith(
  session: CopySession,
  { projectId, jobId, attempt }: JobAttempt,
  { step, done, total, detail }: JobProgress,
  result: unknown,
) {
  const finished = await runSql(session)`
    UPDATE job SET state = 'succeeded', result = ${JSON.stringify(result)}::jsonb, finished_at = clock_timestamp(),
      step = ${step}, done = ${done}::bigint, total = ${total}::bigint,
      detail = coalesce(${asJson(detail)}::jsonb, detail)
    WHERE project_id = ${projectId}::int AND id = ${jobId}::uuid AND state = 'running' AND attempts = ${attempt}::int
      AND cancel_requested_at IS NULL`
  if (finished === 0) throw new Error('This attempt of the job was replaced or cancelled before it could finish.')
}

const cancelled = sql`cancel_requested_at = coalesce(cancel_requested_at, now()),
  finished_at = CASE WHEN state = 'queued' THEN now() END,
  state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END`

/** Cancels a queued job, or asks a running one to stop. Returns false if it has ended or was already asked. */
export async function requestCancel(projectId: number, jobId: string, db: Db): Promise<boolean> {
  const asked = await runSql(db)`UPDATE job SET ${cancelled}
    WHERE project_id = ${projectId}::int AND id = ${jobId}::uuid AND state IN ('queued', 'running')
      AND cancel_requested_at IS NULL`
  return asked > 0
}

/** Does the same for all jobs of a project except the one that deletes it. */
export async function requestCancelOfAll(projectId: number, db: Db): Promise<void> {
  await runSql(db)`UPDATE job SET ${cancelled}
    WHERE project_id = ${projectId}::int AND kind <> 'delete-project' AND state IN ('queued', 'running')`
}

const minWaitSeconds = 0.5
const maxWaitSeconds = 60

/**
 * Postpones an attempt that failed for an external reason: the attempt does not count, `reason` is shown, and the job
 * is tried again after a delay that doubles up to a minute. Adds it to the queue anew, because the queue would give up
 * after its own maximum of attempts. Does nothing if the job has ended or the attempt has been replaced.
 */
export async function postponeJob({ projectId, jobId, attempt }: JobAttempt, reason: string) {
  await runSql(prisma)`
    WITH waiting AS (
      UPDATE job SET state = 'queued', error = ${reason}, attempts = attempts - 1, retries = retries + 1
      WHERE project_id = ${projectId}::int AND id = ${jobId}::uuid AND state = 'running' AND attempts = ${attempt}::int
      RETURNING project_id, id, retries
    )
    SELECT graphile_worker.add_job(
      'run_job', json_build_object('projectId', project_id, 'jobId', id), queue_name => 'project-' || project_id,
      max_attempts => 25, job_key => id::text,
      run_at => now() + make_interval(secs => least(
        ${maxWaitSeconds}::float8, ${minWaitSeconds}::float8 * 2 ^ least(retries - 1, 20)))
    ) FROM waiting`
}

/** Returns the newest result of a kind of job, with its input; null if there is none in this version's format. */
export async function findNewestResult<Schema extends z.ZodType>(
  { projectId, kind, where = {} }: { projectId: number; kind: string; where?: Prisma.JobWhereInput },
  schema: Schema,
) {
  const job = await prisma.job.findFirst({
    where: { projectId, kind, state: 'succeeded', ...where },
    orderBy: { finishedAt: 'desc' },
    select: { payload: true, result: true, finishedAt: true },
  })
  const result = schema.safeParse(job?.result)
  if (!job?.finishedAt || !result.success) return null
  return { payload: job.payload, result: result.data, finishedAt: job.finishedAt.toISOString() }
}

export type JobEnd =
  | { state: 'succeeded'; result: unknown }
  | { state: 'failed'; error: string }
  | { state: 'cancelled' }
  /** To be tried again; with `isFree` this attempt does not count. */
  | { state: 'queued'; isFree: boolean }

/** Ends an attempt. Returns false if the job has ended or the attempt has been replaced, and changes nothing. */
export async function endJob(
  { projectId, jobId, attempt }: JobAttempt,
  end: JobEnd,
  db: Db = prisma,
): Promise<boolean> {
  const error = end.state === 'failed' ? end.error : null
  const result = end.state === 'succeeded' ? JSON.stringify(end.result ?? null) : null
  const back = end.state === 'queued' && end.isFree ? 1 : 0
  const ended = await runSql(db)`
    UPDATE job SET state = ${end.state}::job_state, error = ${error}, result = ${result}::jsonb,
      attempts = attempts - ${back}::int, finished_at = CASE WHEN ${end.state} <> 'queued' THEN now() END
    WHERE project_id = ${projectId}::int AND id = ${jobId}::uuid AND state = 'running' AND attempts = ${attempt}::int`
  return ended > 0
}
