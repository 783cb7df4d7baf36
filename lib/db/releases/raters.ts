import type { ReleaseScope } from './scope'

export interface ReleasedRater {
  rater: number
  kind: string
  isExpert: boolean
  isLeftOut: boolean
  /** Of a simulated rater: the error rates and the seed it was made with. */
  simulation: unknown
  /** Wordings read or agreed to, as (kind, version). */
  readings: { kind: string; version: number }[]
  /** Attempts at the test, the last of them passed or not; null without a test. */
  attempts: number | null
  hasPassed: boolean | null
}

/** Raters by number, without anything that says who they are. */
export const releasedRaters = ({ session, projectId, until }: ReleaseScope) =>
  session.query<ReleasedRater>(
    `SELECT r.id AS rater, r.kind::text AS kind, r.is_expert AS "isExpert", r.is_left_out AS "isLeftOut", r.simulation,
       coalesce((
         SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'version', d.version) ORDER BY d.kind::text, d.version)
         FROM document_reading d WHERE d.project_id = r.project_id AND d.rater_id = r.id AND d.read_at <= $2
       ), '[]') AS readings, q.attempts, q.passed AS "hasPassed"
     FROM rater r
     LEFT JOIN (
       SELECT rater_id, count(*)::int AS attempts, bool_or(has_passed) AS passed FROM qualification_attempt
       WHERE project_id = $1 AND finished_at <= $2 GROUP BY rater_id
     ) q ON q.rater_id = r.id
     WHERE r.project_id = $1 AND r.created_at <= $2 ORDER BY r.id`,
    [projectId, until],
  )
