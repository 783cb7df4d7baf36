import { z } from 'zod'
import { goldenAnswersOf } from '@/lib/db/runs/read-aggregation-rows'
import { empty, getRow, raw, sql } from '@/lib/db/session/sql'
import { type ReleaseScope, seenVotes } from './scope'

const goldenLabels = z.object({
  voted: z.number(),
  votedAgainst: z.number(),
  unvoted: z.number(),
  unvotedAgainst: z.number(),
  unreviewedImages: z.number(),
})
export type GoldenLabels = z.infer<typeof goldenLabels>

/**
 * Counts golden candidates with and without votes, and those whose label in the run differs from the experts' truth.
 * Excluded images do not count. `unreviewedImages`: images without votes, golden answers or decisions of a person.
 */
export function countGoldenLabels(scope: ReleaseScope): Promise<GoldenLabels> {
  const { session, projectId, runId, until } = scope
  const by = (column: string) => sql`(${raw(column)} IS NULL OR ${raw(column)} <= ${until})`
  return getRow(session, goldenLabels)`
    WITH answered (candidate_id, rater_id, answer) AS (${goldenAnswersOf(projectId, by, empty)}),
    truth AS (
      SELECT a.candidate_id, 2 * count(*) FILTER (WHERE a.answer = 2) > count(*) AS holds
      FROM answered a JOIN rater r ON r.project_id = ${projectId}::int AND r.id = a.rater_id AND r.is_expert
      GROUP BY a.candidate_id
    ),
    golden AS (
      SELECT c.image_id, t.holds <> EXISTS (
          SELECT FROM run_label l
          WHERE l.project_id = c.project_id AND l.run_id = i.run_id AND l.image_id = c.image_id AND l.class_id = c.class_id
        ) AS is_against,
        EXISTS (
          SELECT FROM ${seenVotes(scope)}
          WHERE v.project_id = c.project_id AND v.image_id = c.image_id AND v.candidate_id = c.id
        ) AS is_voted
      FROM truth t
      JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = t.candidate_id
      JOIN run_image i ON i.project_id = c.project_id AND i.run_id = ${runId}::int AND i.image_id = c.image_id
        AND i.exclusion IS NULL
    )
    SELECT (count(*) FILTER (WHERE is_voted))::int AS voted,
      (count(*) FILTER (WHERE is_voted AND is_against))::int AS "votedAgainst",
      (count(*) FILTER (WHERE NOT is_voted))::int AS unvoted,
      (count(*) FILTER (WHERE NOT is_voted AND is_against))::int AS "unvotedAgainst",
      (SELECT count(*) FROM run_image i
        WHERE i.project_id = ${projectId}::int AND i.run_id = ${runId}::int AND NOT i.is_rated AND i.exclusion IS NULL
          AND i.image_id NOT IN (SELECT image_id FROM golden)
          AND NOT EXISTS (
            SELECT FROM candidate c JOIN score s ON s.project_id = c.project_id AND s.run_id = i.run_id
              AND s.candidate_id = c.id AND s.decision IS NOT NULL
            WHERE c.project_id = i.project_id AND c.image_id = i.image_id
          ))::int AS "unreviewedImages"
    FROM golden`
}
