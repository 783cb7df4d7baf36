import { z } from 'zod'
import { adaptiveProgress } from '@/lib/contracts/plan/adaptive-batch'
import { prisma } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { findRow, getRow, rowOf } from '@/lib/db/session/sql'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import { adaptiveBatch } from './round-query'

/** Returns null if the batch is not adaptive. */
export const findAdaptiveBatch = (projectId: number, batchId: number) =>
  findRow(prisma, adaptiveBatch.omit({ batchId: true, candidatesPerTask: true }))`
    SELECT minimum, maximum, change_limit AS "limit", learn_share AS "learnShare", audit_share AS "auditShare", seed, rule
    FROM adaptive_batch WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int`

const figures = z.object({
  ...adaptiveProgress.pick({ labels: true, settled: true, votes: true, savedVotes: true }).shape,
  least: z.number(),
  most: z.number(),
  reasons: z.partialRecord(z.enum(stopReasons), z.number()),
})

/** Counts votes and stops of an adaptive batch's labels, without excluded images. */
export const getAdaptiveFigures = (projectId: number, batchId: number) =>
  getRow(prisma, figures)`
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

const runDifference = adaptiveProgress.shape.run.unwrap()

/** Compares scores and decisions of the latest run and of a batch's labels, settled and open. Null without a run. */
export const findRunDifference = (projectId: number, batchId: number) =>
  findRow(prisma, runDifference)`
    SELECT r.id AS "runId", d.*
    FROM (
      SELECT id, threshold, votes_until FROM aggregation_run WHERE project_id = ${projectId}::int ORDER BY id DESC LIMIT 1
    ) r CROSS JOIN LATERAL (
      SELECT count(*)::int AS labels, count(*) FILTER (WHERE is_newer)::int AS newer,
        avg(difference) AS "meanDifference", max(difference) AS "largestDifference",
        count(*) FILTER (WHERE is_settled)::int AS settled,
        count(*) FILTER (WHERE is_settled AND is_changed)::int AS "settledChanged",
        count(*) FILTER (WHERE NOT is_settled)::int AS open,
        count(*) FILTER (WHERE NOT is_settled AND is_changed)::int AS "openChanged"
      FROM (
        SELECT l.scored_at > r.votes_until AS is_newer, abs(x.score - l.score) AS difference,
          (x.score >= r.threshold) <> l.holds AS is_changed, EXISTS (
            SELECT FROM label_stop s WHERE s.project_id = l.project_id AND s.candidate_id = l.candidate_id
          ) AS is_settled
        FROM label_score l
        JOIN score x ON x.project_id = l.project_id AND x.run_id = r.id AND x.candidate_id = l.candidate_id
        WHERE l.project_id = ${projectId}::int AND l.batch_id = ${batchId}::int
      ) compared
    ) d`

export const findLatestScores = (projectId: number, batchId: number) =>
  getRow(prisma, rowOf(adaptiveProgress.shape.scored))`
    SELECT count(*)::int AS labels, max(scored_at) AS at FROM label_score
    WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int`
