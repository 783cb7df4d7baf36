import { fetchRows } from '@/lib/db/session/fetch-rows'
import { candidatePlaces, imagePlaces, type ReleaseScope } from './scope'

/** Golden answers as lines of CSV, by candidate, rater, source: candidate, rater, source, answer. */
export const releasedGoldenAnswers = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows<{ line: string }>(
    session,
    'golden',
    `WITH candidate_place AS (${candidatePlaces})
     SELECT p.place || ',' || g.rater_id || ',' || g.source || ',' || g.answer AS line
     FROM golden_answer g JOIN candidate_place p ON p.id = g.candidate_id
     WHERE g.project_id = $1 AND (g.answered_at IS NULL OR g.answered_at <= $2)
     ORDER BY p.place, g.rater_id, g.source`,
    [projectId, until],
  )

/** What experts concluded about candidates, the newest conclusion of each; 1 where they opened the question again. */
export const releasedConclusions = ({ session, projectId, until }: ReleaseScope) =>
  session.query<{ candidate: number; conclusion: number }>(
    `WITH candidate_place AS (${candidatePlaces})
     SELECT DISTINCT ON (p.place) p.place AS candidate, n.conclusion
     FROM golden_note n JOIN candidate_place p ON p.id = n.candidate_id
     WHERE n.project_id = $1 AND n.conclusion IS NOT NULL AND n.created_at <= $2 ORDER BY p.place, n.id DESC`,
    [projectId, until],
  )

export interface ReleasedAdjudication {
  candidate: number
  rater: number
  firstAnswer: number
  answer: number
  reason: string
  origin: unknown
}

/** Adjudications that were not taken back, in the order in which they were made. Notes may name people and stay behind. */
export const releasedAdjudications = ({ session, projectId, until }: ReleaseScope) =>
  session.query<ReleasedAdjudication>(
    `WITH candidate_place AS (${candidatePlaces})
     SELECT p.place AS candidate, j.rater_id AS rater, j.first_answer AS "firstAnswer", j.answer, j.reason, j.origin
     FROM adjudication j JOIN candidate_place p ON p.id = j.candidate_id
     WHERE j.project_id = $1 AND NOT j.is_undone AND j.created_at <= $2 ORDER BY j.id`,
    [projectId, until],
  )

/** Draws of golden images, each with its images as [place, use], in the order in which experts see them. */
export const releasedGoldenDraws = ({ session, projectId, until }: ReleaseScope) =>
  session.query<{ draw: number; seed: number; size: number; isStratified: boolean; images: [number, string][] }>(
    `WITH image_place AS (${imagePlaces})
     SELECT d.id AS draw, d.seed, d.size, d.is_stratified AS "isStratified",
       coalesce((
         SELECT jsonb_agg(jsonb_build_array(p.place, g.use) ORDER BY g.position) FROM golden_image g
         JOIN image_place p ON p.id = g.image_id WHERE g.project_id = d.project_id AND g.draw_id = d.id
       ), '[]') AS images
     FROM golden_draw d WHERE d.project_id = $1 AND d.created_at <= $2 ORDER BY d.id`,
    [projectId, until],
  )
