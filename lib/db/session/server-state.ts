import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { type Connection, findRow, getRow, getValue, readValues, runSql } from './sql'

/** A live worker polls the queue every two seconds, so longer silence means that it is gone. */
const silence = '20 seconds'

/** Returns the clock in milliseconds since 1970. */
export const readServerClock = (on: Connection) =>
  getRow(on, z.object({ version: z.string(), versionNumber: z.number().int(), clock: z.number() }))`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS "versionNumber",
      (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS clock`

/** Returns how many workers reported recently, and how long the oldest runnable job has waited. */
export const readWorkers = (on: Connection) =>
  getRow(on, z.object({ workers: z.number().int(), waitingSeconds: z.number().nullable() }))`
    SELECT
      (SELECT count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'reassess-worker-guard'
         AND (state IS NULL OR state = 'active' OR state_change > clock_timestamp() - ${silence}::interval)) AS workers,
      (SELECT extract(epoch FROM now() - min(greatest(run_at, created_at)))::float8 FROM graphile_worker.jobs
       WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts) AS "waitingSeconds"`

/** Returns a few images with files of each project, whose files a check can look for. */
export const findSomeImageHashes = (on: Connection) =>
  readValues(on, z.string())`
    SELECT i.content_hash FROM project p CROSS JOIN LATERAL (
      SELECT content_hash FROM image WHERE project_id = p.id AND content_hash IS NOT NULL ORDER BY content_hash LIMIT 5) i
    ORDER BY p.id LIMIT 50`

/** Leaves out failed and rolled back ones. */
export const appliedMigrations = () =>
  readValues(prisma, z.string())`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`

/** Whether there are accounts, and none of them owns the server. */
export const isOwnerMissing = (on: Connection) =>
  getValue(on, z.boolean())`
    SELECT EXISTS (SELECT FROM app_user) AND NOT EXISTS (SELECT FROM app_user WHERE is_owner)`

const sealedFactor = z.object({ userId: z.string(), secret: z.string() })
export type SealedFactor = z.infer<typeof sealedFactor>

/** The second factor that was set up last; null if there is none. */
export const findNewestFactor = (on: Connection) =>
  findRow(on, sealedFactor)`
    SELECT user_id::text AS "userId", secret FROM second_factor WHERE confirmed_at IS NOT NULL
    ORDER BY confirmed_at DESC LIMIT 1`

export async function pingDatabase(): Promise<void> {
  await runSql(prisma)`SELECT 1`
}

/** Open tasks are counted exactly up to this number and estimated above it. */
const maxCounted = 50_000

const figures = z.object({
  openTasks: z.number(),
  leasedAssignments: z.number(),
  storedVotes: z.number(),
  jobs: z.array(z.object({ kind: z.string(), state: z.enum(['queued', 'running']), count: z.number() })),
})
export type ServerFigures = z.infer<typeof figures>

/**
 * Returns the server's workload, cheaply at any size: leases and unfinished jobs have their own indexes, and votes are
 * the planner's estimate. Many open tasks are estimated too, from their partial indexes.
 */
export const readFigures = (): Promise<ServerFigures> =>
  getRow(prisma, figures)`
    WITH counted AS (
      SELECT (SELECT count(*) FROM (SELECT FROM task WHERE is_open AND class_id IS NULL LIMIT ${maxCounted}::int + 1) t)
        + (SELECT count(*) FROM (SELECT FROM task WHERE is_open AND class_id IS NOT NULL LIMIT ${maxCounted}::int + 1) t)
        AS tasks
    ), estimated AS (
      SELECT coalesce(sum(greatest(c.reltuples, 0)), 0) AS tasks
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = 'task'::regclass AND pg_get_expr(i.indpred, i.indrelid) ~ '^\\(is_open AND \\(class_id IS (NOT )?NULL\\)\\)$'
    )
    SELECT
      (CASE WHEN counted.tasks > ${maxCounted}::int THEN greatest(counted.tasks, estimated.tasks) ELSE counted.tasks END)::float8
        AS "openTasks",
      (SELECT count(*) FROM assignment WHERE state = 'leased')::float8 AS "leasedAssignments",
      (SELECT coalesce(sum(greatest(c.reltuples, 0)), 0) FROM pg_partition_tree('vote') p JOIN pg_class c ON c.oid = p.relid
       WHERE p.isleaf)::float8 AS "storedVotes",
      (SELECT coalesce(json_agg(j), '[]') FROM (
         SELECT kind, state, count(*)::int AS count FROM job WHERE state IN ('queued', 'running') GROUP BY kind, state
       ) j) AS jobs
    FROM counted, estimated`
