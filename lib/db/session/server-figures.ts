import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { getRow } from './sql'

/** Open tasks are counted exactly up to this number and estimated above it. */
const mostCounted = 50_000

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
      SELECT (SELECT count(*) FROM (SELECT FROM task WHERE is_open AND class_id IS NULL LIMIT ${mostCounted}::int + 1) t)
        + (SELECT count(*) FROM (SELECT FROM task WHERE is_open AND class_id IS NOT NULL LIMIT ${mostCounted}::int + 1) t)
        AS tasks
    ), estimated AS (
      SELECT coalesce(sum(greatest(c.reltuples, 0)), 0) AS tasks
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = 'task'::regclass AND pg_get_expr(i.indpred, i.indrelid) ~ '^\\(is_open AND \\(class_id IS (NOT )?NULL\\)\\)$'
    )
    SELECT
      (CASE WHEN counted.tasks > ${mostCounted}::int THEN greatest(counted.tasks, estimated.tasks) ELSE counted.tasks END)::float8
        AS "openTasks",
      (SELECT count(*) FROM assignment WHERE state = 'leased')::float8 AS "leasedAssignments",
      (SELECT coalesce(sum(greatest(c.reltuples, 0)), 0) FROM pg_partition_tree('vote') p JOIN pg_class c ON c.oid = p.relid
       WHERE p.isleaf)::float8 AS "storedVotes",
      (SELECT coalesce(json_agg(j), '[]') FROM (
         SELECT kind, state, count(*)::int AS count FROM job WHERE state IN ('queued', 'running') GROUP BY kind, state
       ) j) AS jobs
    FROM counted, estimated`
