import { z } from 'zod'
import { getRow } from '@/lib/db/session/sql'
import type { ReleaseScope } from './scope'

const releaseCounts = z.object({
  classes: z.number(),
  images: z.number(),
  ratedImages: z.number(),
  changedImages: z.number(),
  imagesWithoutLabel: z.number(),
  imagesWithSeveralLabels: z.number(),
  excludedImages: z.number(),
  candidates: z.number(),
  ratedCandidates: z.number(),
  batches: z.number(),
  goldenPairs: z.number(),
  goldenImages: z.number(),
  goldenExperts: z.number(),
  simulatedExperts: z.number(),
})
export type ReleaseCounts = z.infer<typeof releaseCounts>

export const countReleased = ({ session, projectId, runId, until }: ReleaseScope): Promise<ReleaseCounts> =>
  getRow(session, releaseCounts)`
    WITH golden AS (
      SELECT g.candidate_id, c.image_id, g.rater_id, r.kind FROM golden_answer g
      JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
      JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
      WHERE g.project_id = ${projectId}::int AND g.source = 'expert' AND (g.answered_at IS NULL OR g.answered_at <= ${until})
    )
    SELECT
      (SELECT count(*) FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL)::int AS classes,
      (SELECT count(*) FROM image WHERE project_id = ${projectId}::int)::int AS images,
      n.*,
      (SELECT count(*) FROM candidate WHERE project_id = ${projectId}::int)::int AS candidates,
      (SELECT count(*) FROM candidate WHERE project_id = ${projectId}::int AND vote_count > 0)::int AS "ratedCandidates",
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
