import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { getValue, readRows, type Sql, sql } from '@/lib/db/session/sql'
import type { KnownPair } from '@/lib/domain/quality/control-task-pieces'

/**
 * Selects answers to candidates with known truth in gold questions, the qualification test and ordinary tasks. Each
 * rater counts once per candidate, a golden answer before a vote. Excludes experts, because their answers are the
 * truth, and excluded images.
 */
const judgedAnswers = (projectId: number, truth: readonly KnownPair[]) => sql`
  WITH truth AS (
    SELECT * FROM unnest(${truth.map(({ candidateId }) => candidateId)}::int[],
      ${truth.map(({ imageId }) => imageId)}::int[], ${truth.map(({ holds }) => holds)}::boolean[])
      AS given (candidate_id, image_id, holds)
    WHERE image_id NOT IN (SELECT image_id FROM image_exclusion WHERE project_id = ${projectId}::int)
  ), given AS (
    SELECT g.rater_id, g.candidate_id, t.image_id, g.answer, t.holds, g.answered_at AS at,
      CASE g.source WHEN 'hidden' THEN 0 ELSE 1 END AS position
    FROM truth t JOIN golden_answer g ON g.project_id = ${projectId}::int AND g.candidate_id = t.candidate_id
      AND g.source IN ('hidden', 'qualification')
    UNION ALL
    SELECT v.rater_id, v.candidate_id, t.image_id, v.answer, t.holds, a.submitted_at, 2
    FROM truth t
    JOIN vote v ON v.project_id = ${projectId}::int AND v.image_id = t.image_id AND v.candidate_id = t.candidate_id
    LEFT JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
  ), judged AS (
    SELECT DISTINCT ON (n.rater_id, n.candidate_id) n.*
    FROM given n JOIN rater r ON r.project_id = ${projectId}::int AND r.id = n.rater_id AND NOT r.is_expert
    ORDER BY n.rater_id, n.candidate_id, n.position
  )`

const count = z.number()
const answerCounts = z.tuple([count, count, count])
const countRow = z.object({
  raterId: z.number(),
  /** Answers no, maybe and yes to labels that hold, and to those that do not. */
  holds: answerCounts,
  holdsNot: answerCounts,
  votes: count,
  images: count,
  /** The same for the newest 25 of each; imported answers without a time are not among them. */
  lateHolds: answerCounts,
  lateHoldsNot: answerCounts,
})
export type GoldenAnswerCounts = z.infer<typeof countRow>

/** How many of the newest answers of each kind count as recent. */
const lateAnswers = 25

const answersWhere = (condition: Sql) => sql`
  ARRAY[count(*) FILTER (WHERE ${condition} AND answer = 0), count(*) FILTER (WHERE ${condition} AND answer = 1),
    count(*) FILTER (WHERE ${condition} AND answer = 2)]::int[]`

export const countGoldenAnswers = (projectId: number, truth: readonly KnownPair[]) =>
  readRows(prisma, countRow)`
    ${judgedAnswers(projectId, truth)}, marked AS (
      SELECT rater_id, image_id, answer, holds, position = 2 AS is_vote,
        at IS NOT NULL AND row_number() OVER (
          PARTITION BY rater_id, holds ORDER BY at DESC NULLS LAST, candidate_id
        ) <= ${lateAnswers}::int AS is_late
      FROM judged
    )
    SELECT rater_id AS "raterId", ${answersWhere(sql`holds`)} AS holds, ${answersWhere(sql`NOT holds`)} AS "holdsNot",
      (count(*) FILTER (WHERE is_vote))::int AS votes, count(DISTINCT image_id)::int AS images,
      ${answersWhere(sql`holds AND is_late`)} AS "lateHolds", ${answersWhere(sql`NOT holds AND is_late`)} AS "lateHoldsNot"
    FROM marked GROUP BY rater_id`

export const countExpertAnswers = (projectId: number, raterId: number): Promise<number> =>
  prisma.goldenAnswer.count({ where: { projectId, raterId, source: 'expert' } })

/** Changes whenever golden truth, an answer to a golden candidate, experts or excluded images may have changed. */
export const findGoldenState = (projectId: number): Promise<string> =>
  getValue(prisma, z.string())`
    SELECT concat_ws(' ',
      (SELECT concat_ws(':', count(*), sum(answer), max(answered_at)) FROM golden_answer WHERE project_id = ${projectId}::int),
      (SELECT max(id) FROM golden_note WHERE project_id = ${projectId}::int),
      (SELECT concat_ws(':', sum(no_count), sum(maybe_count), sum(yes_count)) FROM activity WHERE project_id = ${projectId}::int),
      (SELECT count(*) FROM vote_history WHERE project_id = ${projectId}::int),
      (SELECT count(*) FROM batch WHERE project_id = ${projectId}::int),
      (SELECT concat_ws(':', count(*), max(created_at)) FROM image_exclusion WHERE project_id = ${projectId}::int),
      (SELECT concat_ws(':', count(*), count(*) FILTER (WHERE is_expert)) FROM rater WHERE project_id = ${projectId}::int)
    ) AS state`
