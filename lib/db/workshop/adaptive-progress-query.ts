import { z } from 'zod'
import { isIncluded } from '@/lib/db/session/is-included'
import { type Connection, findRow, getRow } from '@/lib/db/session/sql'
import { stopReasons } from '@/lib/domain/workshop/adaptive'

const adaptiveBatch = z.object({
  minimum: z.number(),
  maximum: z.number(),
  limit: z.number().nullable(),
  learnShare: z.number(),
  auditShare: z.number(),
  seed: z.number(),
  rule: z.unknown(),
})

/** How a batch gives votes where they matter; null when it does not. */
export const findAdaptiveBatch = (on: Connection, projectId: number, batchId: number) =>
  findRow(on, adaptiveBatch)`
    SELECT minimum, maximum, change_limit AS "limit", learn_share AS "learnShare", audit_share AS "auditShare", seed, rule
    FROM adaptive_batch WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int`

const figures = z.object({
  labels: z.number(),
  settled: z.number(),
  votes: z.number(),
  savedVotes: z.number(),
  least: z.number(),
  most: z.number(),
  reasons: z.partialRecord(z.enum(stopReasons), z.number()),
})

/** Votes and stops of the labels of an adaptive batch, but for excluded images. */
export const readAdaptiveFigures = (on: Connection, projectId: number, batchId: number) =>
  getRow(on, figures)`
    WITH label AS (
      SELECT DISTINCT tc.candidate_id AS id FROM task_candidate tc
      JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id AND t.kind = 'rating'
      WHERE t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND ${isIncluded('t')}
    ), counted AS (
      SELECT c.vote_count AS votes, s.reason, s.votes AS needed, d.minimum, d.maximum
      FROM label l
      JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = l.id
      JOIN adaptive_batch d ON d.project_id = c.project_id AND d.batch_id = ${batchId}::int
      LEFT JOIN label_stop s ON s.project_id = c.project_id AND s.candidate_id = c.id
    )
    SELECT count(*)::int AS labels, count(reason)::int AS settled, coalesce(sum(votes), 0)::int AS votes,
      coalesce(sum(greatest(0, maximum - needed)) FILTER (WHERE reason <> 'withdrawn'), 0)::int AS "savedVotes",
      coalesce(sum(CASE WHEN reason IS NULL THEN greatest(votes, minimum) ELSE votes END), 0)::int AS least,
      coalesce(sum(CASE WHEN reason IS NULL THEN greatest(votes, maximum) ELSE votes END), 0)::int AS most,
      coalesce((SELECT jsonb_object_agg(reason, n) FROM (
        SELECT reason, count(*)::int AS n FROM counted WHERE reason IS NOT NULL GROUP BY reason
      ) r), '{}') AS reasons
    FROM counted`

/** How the latest run decides the settled labels of a batch that it knows; null without a run. */
export const findRunDifference = (on: Connection, projectId: number, batchId: number) =>
  findRow(on, z.object({ runId: z.number(), labels: z.number(), changed: z.number() }))`
    SELECT r.id AS "runId", d.labels, d.changed
    FROM (
      SELECT id, threshold FROM aggregation_run WHERE project_id = ${projectId}::int ORDER BY id DESC LIMIT 1
    ) r CROSS JOIN LATERAL (
      SELECT count(*)::int AS labels, count(*) FILTER (WHERE (x.score >= r.threshold) <> s.holds)::int AS changed
      FROM label_stop s JOIN score x ON x.project_id = s.project_id AND x.run_id = r.id AND x.candidate_id = s.candidate_id
      WHERE s.project_id = ${projectId}::int AND s.batch_id = ${batchId}::int AND s.holds IS NOT NULL
    ) d`
