import { z } from 'zod'
import { releaseDecision, releaseExclusion } from '@/lib/contracts/releases/release-rows'
import { fetchRows } from '@/lib/db/session/copy-session'
import { readRows, rowOf } from '@/lib/db/session/sql'
import { handLabelReason } from '@/lib/domain/adjudication/adjudication'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import { candidatePositions, imagePositions, type ReleaseScope } from './scope'

/**
 * Returns decisions as recorded by the run, whatever was decided since. A label set by hand keeps its note, which is
 * its reason; notes of adjudications may name people and are left out.
 */
export async function releasedDecisions({ session, projectId, runId }: ReleaseScope) {
  if (runId === null) return []
  return readRows(session, rowOf(releaseDecision))`
    WITH candidate_position AS (${candidatePositions(projectId)}), image_position AS (${imagePositions(projectId)})
    SELECT p.position AS candidate, m.position AS image, k.class_index AS "classIndex", s.decision::text AS decision,
      s.score > 0.5 AS holds, j.rater_id AS rater, j.reason,
      CASE WHEN s.decision = 'by-hand' THEN j.note END AS note, j.created_at AS "decidedAt"
    FROM (SELECT DISTINCT candidate_id FROM adjudication WHERE project_id = ${projectId}::int) d
    JOIN score s ON s.project_id = ${projectId}::int AND s.run_id = ${runId}::int AND s.candidate_id = d.candidate_id
      AND s.decision IS NOT NULL
    JOIN aggregation_run r ON r.project_id = s.project_id AND r.id = s.run_id
    JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
    JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id
    JOIN candidate_position p ON p.id = c.id
    JOIN image_position m ON m.id = c.image_id
    LEFT JOIN LATERAL (
      SELECT a.rater_id, a.reason, a.note, a.created_at FROM adjudication a
      WHERE a.project_id = s.project_id AND a.candidate_id = s.candidate_id AND a.created_at <= r.votes_until
        AND (a.reason = ${handLabelReason}) = (s.decision = 'by-hand') AND (a.answer = 2) = (s.score > 0.5)
      ORDER BY a.is_undone, a.id DESC LIMIT 1
    ) j ON true
    ORDER BY p.position`
}

export const releasedExclusions = ({ session, projectId, runId }: ReleaseScope) =>
  readRows(session, releaseExclusion)`
    WITH image_position AS (${imagePositions(projectId)})
    SELECT p.position AS image, r.exclusion AS reason FROM run_image r JOIN image_position p ON p.id = r.image_id
    WHERE r.project_id = ${projectId}::int AND r.run_id = ${runId}::int AND r.exclusion IS NOT NULL ORDER BY p.position`

export const stopLineColumns = 'candidate,batch,reason,votes,flip_chance,price'

/** Streams the stopped candidates of adaptive batches as lines of CSV, by candidate: see stopLineColumns. */
export const releasedStops = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows(session, z.object({ line: z.string() }))`
    WITH candidate_position AS (${candidatePositions(projectId)})
    SELECT concat_ws(',', p.position, s.batch_id, s.reason, s.votes, coalesce(s.flip_chance::text, ''), coalesce(s.price::text, '')) AS line
    FROM label_stop s JOIN candidate_position p ON p.id = s.candidate_id
    WHERE s.project_id = ${projectId} AND s.stopped_at <= ${until} ORDER BY p.position`

export const countReleasedStops = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, z.object({ reason: z.enum(stopReasons), candidates: z.number() }))`
    SELECT reason, count(*)::int AS candidates FROM label_stop
    WHERE project_id = ${projectId}::int AND stopped_at <= ${until} GROUP BY reason ORDER BY reason`
