import { z } from 'zod'
import { fetchRows } from '@/lib/db/session/fetch-rows'
import { readRows } from '@/lib/db/session/sql'
import { candidatePositions, imagePositions, type ReleaseScope } from './scope'

/** Golden answers as lines of CSV, by candidate, rater, source: candidate, rater, source, answer. */
export const releasedGoldenAnswers = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows(session, z.object({ line: z.string() }))`
    WITH candidate_place AS (${candidatePositions(projectId)})
    SELECT p.position || ',' || g.rater_id || ',' || g.source || ',' || g.answer AS line
    FROM golden_answer g JOIN candidate_place p ON p.id = g.candidate_id
    WHERE g.project_id = ${projectId} AND (g.answered_at IS NULL OR g.answered_at <= ${until})
    ORDER BY p.position, g.rater_id, g.source`

/** What experts concluded about candidates, the newest conclusion of each; 1 where they opened the question again. */
export const releasedConclusions = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, z.object({ candidate: z.number(), conclusion: z.number() }))`
    WITH candidate_place AS (${candidatePositions(projectId)})
    SELECT DISTINCT ON (p.position) p.position AS candidate, n.conclusion
    FROM golden_note n JOIN candidate_place p ON p.id = n.candidate_id
    WHERE n.project_id = ${projectId}::int AND n.conclusion IS NOT NULL AND n.created_at <= ${until} ORDER BY p.position, n.id DESC`

const releasedAdjudication = z.object({
  candidate: z.number(),
  rater: z.number(),
  firstAnswer: z.number(),
  answer: z.number(),
  reason: z.string(),
  origin: z.unknown(),
})

/** Adjudications that were not taken back, in the order in which they were made. Notes may name people and stay behind. */
export const releasedAdjudications = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, releasedAdjudication)`
    WITH candidate_place AS (${candidatePositions(projectId)})
    SELECT p.position AS candidate, j.rater_id AS rater, j.first_answer AS "firstAnswer", j.answer, j.reason, j.origin
    FROM adjudication j JOIN candidate_place p ON p.id = j.candidate_id
    WHERE j.project_id = ${projectId}::int AND NOT j.is_undone AND j.created_at <= ${until} ORDER BY j.id`

const goldenDraw = z.object({
  draw: z.number(),
  seed: z.number(),
  size: z.number(),
  isStratified: z.boolean(),
  isChosen: z.boolean(),
  images: z.array(z.tuple([z.number(), z.string()])),
})

/** Draws of golden images, each with its images as [position, use], in the order in which experts see them. */
export const releasedGoldenDraws = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, goldenDraw)`
    WITH image_place AS (${imagePositions(projectId)})
    SELECT d.id AS draw, d.seed, d.size, d.is_stratified AS "isStratified", d.is_chosen AS "isChosen",
      coalesce((
        SELECT jsonb_agg(jsonb_build_array(p.position, g.use) ORDER BY g.position) FROM golden_image g
        JOIN image_place p ON p.id = g.image_id WHERE g.project_id = d.project_id AND g.draw_id = d.id
      ), '[]') AS images
    FROM golden_draw d WHERE d.project_id = ${projectId}::int AND d.created_at <= ${until} ORDER BY d.id`
