import { z } from 'zod'
import { readRows } from '@/lib/db/session/sql'
import type { ReleaseScope } from './scope'

const releasedRater = z.object({
  rater: z.number(),
  kind: z.string(),
  isExpert: z.boolean(),
  isLeftOut: z.boolean(),
  /** Of a simulated rater: the error rates and the seed it was made with. */
  simulation: z.unknown(),
  /** Wordings read or agreed to, as (kind, version). */
  readings: z.array(z.object({ kind: z.string(), version: z.number() })),
  /** Attempts at the test, the last of them passed or not; null without a test. */
  attempts: z.number().nullable(),
  hasPassed: z.boolean().nullable(),
})

/** Raters by number, without anything that says who they are. */
export const releasedRaters = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, releasedRater)`
    SELECT r.id AS rater, r.kind::text AS kind, r.is_expert AS "isExpert", r.is_left_out AS "isLeftOut", r.simulation,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'version', d.version) ORDER BY d.kind::text, d.version)
        FROM document_reading d WHERE d.project_id = r.project_id AND d.rater_id = r.id AND d.read_at <= ${until}
      ), '[]') AS readings, q.attempts, q.passed AS "hasPassed"
    FROM rater r
    LEFT JOIN (
      SELECT rater_id, count(*)::int AS attempts, bool_or(has_passed) AS passed FROM qualification_attempt
      WHERE project_id = ${projectId}::int AND finished_at <= ${until} GROUP BY rater_id
    ) q ON q.rater_id = r.id
    WHERE r.project_id = ${projectId}::int AND r.created_at <= ${until} ORDER BY r.id`
