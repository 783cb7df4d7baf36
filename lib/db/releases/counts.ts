import type { ReleaseScope } from './scope'

export interface ReleaseCounts {
  classes: number
  images: number
  ratedImages: number
  changedImages: number
  imagesWithoutLabel: number
  imagesWithSeveralLabels: number
  candidates: number
  goldenPairs: number
  goldenImages: number
  goldenExperts: number
  simulatedExperts: number
}

/** What is counted of a run's images and of experts' golden answers, those of the adjudication queue apart. */
export async function countReleased({ session, projectId, runId, until }: ReleaseScope): Promise<ReleaseCounts> {
  const [row] = await session.query<ReleaseCounts>(
    `WITH golden AS (
       SELECT g.candidate_id, c.image_id, g.rater_id, r.kind FROM golden_answer g
       JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
       JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
       WHERE g.project_id = $1 AND g.source = 'expert' AND (g.answered_at IS NULL OR g.answered_at <= $3)
     )
     SELECT
       (SELECT count(*) FROM class WHERE project_id = $1 AND class_index IS NOT NULL)::int AS classes,
       (SELECT count(*) FROM image WHERE project_id = $1)::int AS images,
       n.*,
       (SELECT count(*) FROM candidate WHERE project_id = $1)::int AS candidates,
       e.*
     FROM (
       SELECT (count(*) FILTER (WHERE is_rated))::int AS "ratedImages",
         (count(*) FILTER (WHERE is_changed))::int AS "changedImages",
         (count(*) FILTER (WHERE label_count = 0))::int AS "imagesWithoutLabel",
         (count(*) FILTER (WHERE label_count > 1))::int AS "imagesWithSeveralLabels"
       FROM run_image WHERE project_id = $1 AND run_id = $2
     ) n, (
       SELECT count(DISTINCT candidate_id)::int AS "goldenPairs", count(DISTINCT image_id)::int AS "goldenImages",
         count(DISTINCT rater_id)::int AS "goldenExperts",
         (count(DISTINCT rater_id) FILTER (WHERE kind = 'simulated'))::int AS "simulatedExperts"
       FROM golden
     ) e`,
    [projectId, runId, until],
  )
  return row
}
