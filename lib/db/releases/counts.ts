import { z } from 'zod'
import { candidateSources, releaseFacts } from '@/lib/contracts/releases/release'
import { getRow, readValues } from '@/lib/db/session/sql'
import { handLabelReason } from '@/lib/domain/adjudication/adjudication'
import { excludedImages, type ReleaseScope } from './scope'

const releaseCounts = releaseFacts.shape.counts.pick({
  ...{ classes: true, images: true, ratedImages: true, changedImages: true, excludedImages: true, batches: true },
  ...{ imagesWithoutLabel: true, imagesWithSeveralLabels: true },
  ...{ candidates: true, originalCandidates: true, unaskedOriginals: true },
  ...{ goldenPairs: true, goldenImages: true, goldenExperts: true, simulatedExperts: true },
})

export const countReleased = ({ session, projectId, runId, until }: ReleaseScope) =>
  getRow(session, releaseCounts)`
    WITH golden AS (
      SELECT g.candidate_id, c.image_id, g.rater_id, r.kind FROM golden_answer g
      JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
      JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
        AND c.image_id NOT IN (${excludedImages(projectId, runId)})
      WHERE g.project_id = ${projectId}::int AND g.source = 'expert' AND (g.answered_at IS NULL OR g.answered_at <= ${until})
    )
    SELECT
      (SELECT count(*) FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL)::int AS classes,
      (SELECT count(*) FROM image WHERE project_id = ${projectId}::int)::int AS images,
      n.*,
      (SELECT count(*) FROM candidate WHERE project_id = ${projectId}::int)::int AS candidates,
      (SELECT count(*) FROM candidate WHERE project_id = ${projectId}::int AND is_original)::int AS "originalCandidates",
      (SELECT count(*) FROM run_image n
        JOIN image i ON i.project_id = n.project_id AND i.id = n.image_id AND i.original_class_id IS NOT NULL
        WHERE n.project_id = ${projectId}::int AND n.run_id = ${runId}::int AND n.is_rated AND n.exclusion IS NULL
          AND NOT EXISTS (SELECT FROM candidate c
            WHERE c.project_id = i.project_id AND c.image_id = i.id AND c.class_id = i.original_class_id)
        )::int AS "unaskedOriginals",
      (SELECT count(*) FROM batch b WHERE b.project_id = ${projectId}::int AND b.state <> 'draft'
        AND (b.launched_at IS NULL OR b.launched_at <= ${until}) AND EXISTS (
          SELECT FROM task t WHERE t.project_id = b.project_id AND t.batch_id = b.id AND t.kind = 'rating'
        ))::int AS batches,
      e.*
    FROM (
      SELECT (count(*) FILTER (WHERE is_rated))::int AS "ratedImages",
        (count(*) FILTER (WHERE is_changed))::int AS "changedImages",
        (count(*) FILTER (WHERE label_count = 0 AND exclusion IS NULL))::int AS "imagesWithoutLabel",
        (count(*) FILTER (WHERE exclusion IS NOT NULL))::int AS "excludedImages",
        (count(*) FILTER (WHERE label_count > 1))::int AS "imagesWithSeveralLabels"
      FROM run_image WHERE project_id = ${projectId}::int AND run_id = ${runId}::int
    ) n, (
      SELECT count(DISTINCT candidate_id)::int AS "goldenPairs", count(DISTINCT image_id)::int AS "goldenImages",
        count(DISTINCT rater_id)::int AS "goldenExperts",
        (count(DISTINCT rater_id) FILTER (WHERE kind = 'simulated'))::int AS "simulatedExperts"
      FROM golden
    ) e`

/**
 * Judges by the first batches that asked about candidates, else by golden answers and adjudications on those that none
 * asked about, else by labels set by hand, taken back or not.
 */
export const findCandidateSources = ({ session, projectId, until }: ReleaseScope) =>
  readValues(session, z.enum(candidateSources))`
    WITH judged AS (
      SELECT project_id, candidate_id, false AS is_by_hand FROM golden_answer
      WHERE project_id = ${projectId}::int AND (answered_at IS NULL OR answered_at <= ${until}) AND source <> 'adjudication'
      UNION ALL
      SELECT project_id, candidate_id, reason = ${handLabelReason} FROM adjudication
      WHERE project_id = ${projectId}::int AND created_at <= ${until}
    )
    SELECT DISTINCT CASE WHEN b.reason IS NOT NULL THEN coalesce(b.reason #>> '{settings,source,from}', 'models')
      WHEN b.launched_at IS NULL THEN 'import' ELSE 'added' END AS source
    FROM batch b WHERE b.project_id = ${projectId}::int AND b.state <> 'draft'
      AND (b.launched_at IS NULL OR b.launched_at <= ${until})
      AND EXISTS (
        SELECT FROM task t JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
        WHERE t.project_id = b.project_id AND t.batch_id = b.id AND t.kind = 'rating' AND NOT EXISTS (
          SELECT FROM task_candidate e JOIN task k ON k.project_id = e.project_id AND k.id = e.task_id
          WHERE e.project_id = c.project_id AND e.candidate_id = c.candidate_id AND k.kind = 'rating' AND k.batch_id < b.id))
    UNION
    SELECT CASE WHEN bool_and(j.is_by_hand) THEN 'by-hand' ELSE 'golden' END FROM judged j WHERE NOT EXISTS (
      SELECT FROM task_candidate c JOIN task t ON t.project_id = c.project_id AND t.id = c.task_id
      WHERE c.project_id = j.project_id AND c.candidate_id = j.candidate_id AND t.kind = 'rating')
    GROUP BY j.candidate_id`
