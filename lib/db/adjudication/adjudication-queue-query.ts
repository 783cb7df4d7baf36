import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { empty, findRow, getRow, readRows, sql } from '@/lib/db/session/sql'

export interface QueueScope {
  projectId: number
  run: { id: number; threshold: number }
  classIndex: number | null
  /** Restricts the queue to one class by number instead of `classIndex`. */
  classId?: number
  image: number | null
  /** Images whose expert answers this reader must not see yet. */
  hiddenImages: number[]
  /** Leaves out pairs whose label is less likely than this to change. */
  minChange: number
  /** Pairs with scores below or above cannot be as likely to change; read along the index of scores. */
  scores: { from: number; to: number }
}

/** Pairs that an admin sent are asked whatever a run says about them, even without a run. */
export type SentScope = Omit<QueueScope, 'run' | 'minChange' | 'scores'> & { run: QueueScope['run'] | null }

const ofClass = ({ projectId, classIndex, classId }: SentScope) =>
  classId !== undefined
    ? sql`AND c.class_id = ${classId}::int`
    : classIndex === null
      ? empty
      : sql`AND c.class_id = (
        SELECT id FROM class WHERE project_id = ${projectId}::int AND class_index = ${classIndex}::int)`

const ofImage = ({ image }: SentScope) => (image === null ? empty : sql`AND c.image_id = ${image}::int`)

// Leaves out images that nobody rated, because scores do not decide their labels.
const ratedPair = (scope: QueueScope) => sql`
  JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
  JOIN run_image i ON i.project_id = s.project_id AND i.run_id = s.run_id AND i.image_id = c.image_id AND i.is_rated
  WHERE s.project_id = ${scope.projectId}::int AND s.run_id = ${scope.run.id}::int ${ofImage(scope)} ${ofClass(scope)}`

/** The probability that a label holds. Scores that were not calibrated are taken as probabilities. */
const probability = sql`coalesce(s.calibrated, s.score)`

const changeAt = (threshold: number | null) =>
  sql`CASE WHEN s.score >= ${threshold}::float8 THEN 1 - ${probability} ELSE ${probability} END`

const isLikelyToChange = ({ run, minChange }: QueueScope) => sql`AND ${changeAt(run.threshold)} >= ${minChange}::float8`

const mayChange = (scope: QueueScope) => sql`
  AND s.score BETWEEN ${scope.scores.from}::float8 AND ${scope.scores.to}::float8 ${isLikelyToChange(scope)}`

const differing = ({ projectId }: QueueScope) => sql`
  SELECT g.candidate_id, count(*)::int AS asked, (count(*) FILTER (WHERE g.answer = 2))::int AS yes
  FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
  WHERE g.project_id = ${projectId}::int AND g.source = 'expert'
  GROUP BY g.candidate_id HAVING min(g.answer) < max(g.answer)`

// Pairs on which experts have concluded, pairs that this reader must not see, and pairs of excluded images.
export const closedCandidates = ({ projectId, hiddenImages }: Pick<SentScope, 'projectId' | 'hiddenImages'>) => sql`
  SELECT candidate_id FROM (
    SELECT DISTINCT ON (candidate_id) candidate_id, conclusion FROM golden_note
    WHERE project_id = ${projectId}::int AND conclusion IS NOT NULL ORDER BY candidate_id, id DESC
  ) n WHERE conclusion <> 1
  UNION ALL
  SELECT id FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY (${hiddenImages}::int[])
  UNION ALL
  SELECT c.id FROM image_exclusion e JOIN candidate c ON c.project_id = e.project_id AND c.image_id = e.image_id
  WHERE e.project_id = ${projectId}::int`

export const isAdjudicated = (
  { projectId }: Pick<QueueScope, 'projectId'>,
  candidateId = sql`s.candidate_id`,
) => sql`EXISTS (
  SELECT FROM adjudication a WHERE a.project_id = ${projectId}::int AND a.candidate_id = ${candidateId} AND NOT a.is_undone)`

const sent = ({ projectId }: Pick<QueueScope, 'projectId'>) =>
  sql`SELECT candidate_id FROM adjudication_request WHERE project_id = ${projectId}::int`

export const queueTotal = z.object({ pairs: z.number(), changes: z.number() })
export type QueueTotal = z.infer<typeof queueTotal>

const totals = (scope: QueueScope) =>
  sql`count(*)::int AS pairs, coalesce(sum(${changeAt(scope.run.threshold)}), 0)::float8 AS changes`

/**
 * Returns how many pairs may change by their score alone, ignoring adjudications, and the expected number of changed
 * labels. Constant for a run. Reads the scores of a large run that may change, up to a third of them.
 */
export const findScoreTotal = (scope: QueueScope): Promise<QueueTotal> =>
  getRow(prisma, queueTotal)`
    SELECT ${totals(scope)} FROM score s ${ratedPair(scope)} ${mayChange(scope)}`

/** Returns the same for those that are adjudicated, closed, sent, or differ among experts. Reads only such pairs. */
export const findTakenTotal = (scope: QueueScope): Promise<QueueTotal> =>
  getRow(prisma, queueTotal)`
    WITH taken AS MATERIALIZED (
      SELECT candidate_id FROM adjudication WHERE project_id = ${scope.projectId}::int AND NOT is_undone
      UNION ${closedCandidates(scope)} UNION ${sent(scope)} UNION SELECT candidate_id FROM (${differing(scope)}) d
    )
    SELECT ${totals(scope)}
    FROM taken t JOIN score s ON s.candidate_id = t.candidate_id ${ratedPair(scope)} ${mayChange(scope)}`

const pairRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  score: z.number(),
  probability: z.number(),
  labelCount: z.number(),
  asked: z.number().nullable(),
  yes: z.number().nullable(),
})
export type OpenPairRow = z.infer<typeof pairRow>

const columns = sql`
  c.id AS "candidateId", c.image_id AS "imageId", s.score, ${probability} AS probability,
  i.label_count AS "labelCount"`

export const findDifferingPairs = (scope: QueueScope): Promise<OpenPairRow[]> =>
  readRows(prisma, pairRow)`
    SELECT ${columns}, d.asked, d.yes
    FROM (${differing(scope)}) d JOIN score s ON s.candidate_id = d.candidate_id ${ratedPair(scope)}
      AND s.candidate_id NOT IN (${closedCandidates(scope)}) AND NOT ${isAdjudicated(scope)}
      AND s.candidate_id NOT IN (${sent(scope)})`

// Score and threshold are null without a run, or if the run has no score for the candidate.
const sentPairs = (scope: SentScope) => sql`
  FROM adjudication_request q JOIN candidate c ON c.project_id = q.project_id AND c.id = q.candidate_id
  LEFT JOIN score s ON s.project_id = q.project_id AND s.run_id = ${scope.run?.id ?? null}::int
    AND s.candidate_id = q.candidate_id
  LEFT JOIN run_image i ON i.project_id = s.project_id AND i.run_id = s.run_id AND i.image_id = c.image_id
  WHERE q.project_id = ${scope.projectId}::int ${ofImage(scope)} ${ofClass(scope)}
    AND q.candidate_id NOT IN (${closedCandidates(scope)}) AND NOT ${isAdjudicated(scope, sql`q.candidate_id`)}`

/** Returns how many open pairs an admin sent, and the expected number of labels that deciding them changes. */
export async function findSentTotal(scope: SentScope): Promise<QueueTotal> {
  const threshold = scope.run?.threshold ?? null
  return getRow(prisma, queueTotal)`
    SELECT count(*)::int AS pairs, coalesce(sum(${changeAt(threshold)}), 0)::float8 AS changes
    ${sentPairs(scope)}`
}

const sentRow = pairRow.extend({
  score: z.number().nullable(),
  probability: z.number().nullable(),
  labelCount: z.number().nullable(),
})
export type SentPairRow = z.infer<typeof sentRow>

export const findSentPairs = (
  scope: SentScope,
  { limit, without }: { limit: number; without: number[] },
): Promise<SentPairRow[]> =>
  readRows(prisma, sentRow)`
    SELECT ${columns}, NULL::int AS asked, NULL::int AS yes ${sentPairs(scope)}
      AND q.candidate_id <> ALL (${without}::int[])
    ORDER BY q.created_at, c.position LIMIT ${limit}::int`

/**
 * Returns open pairs on one side of the threshold on which experts do not differ, nearest to the threshold first. Ties
 * are ordered by number, descending below the threshold, so that the query reads along the index of scores and stops at
 * the limit, however many pairs share a score.
 */
export async function findPairsNearThreshold(
  scope: QueueScope,
  side: 'below' | 'above',
  { limit, without }: { limit: number; without: number[] },
): Promise<OpenPairRow[]> {
  const { run, scores } = scope
  const range =
    side === 'below'
      ? sql`AND s.score < ${run.threshold}::float8 AND s.score >= ${scores.from}::float8`
      : sql`AND s.score >= ${run.threshold}::float8 AND s.score <= ${scores.to}::float8`
  const order = side === 'below' ? sql`s.score DESC, s.candidate_id DESC` : sql`s.score, s.candidate_id`
  return readRows(prisma, pairRow)`
    SELECT ${columns}, NULL::int AS asked, NULL::int AS yes FROM score s ${ratedPair(scope)} ${range}
      ${isLikelyToChange(scope)} AND s.candidate_id NOT IN (${closedCandidates(scope)}) AND NOT ${isAdjudicated(scope)}
      AND s.candidate_id NOT IN (SELECT candidate_id FROM (${differing(scope)}) d)
      AND s.candidate_id NOT IN (${sent(scope)})
      AND s.candidate_id <> ALL (${without}::int[])
    ORDER BY ${order} LIMIT ${limit}::int`
}

/** Returns when a run was made and the calibration of its scores, null without one; null if there is no such run. */
export const findQueueRun = (projectId: number, runId: number) =>
  findRow(prisma, z.object({ createdAt: z.date(), calibration: z.unknown() }))`
    SELECT created_at AS "createdAt", evaluation #> '{calibration,map}' AS calibration FROM aggregation_run
    WHERE project_id = ${projectId}::int AND id = ${runId}::int`
