import { z } from 'zod'
import { goldenExpert, goldenOverview } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { imageCount, labelledImageCount, storedImageCount } from '@/lib/db/session/project-counts'
import { chosenImages } from '@/lib/db/session/row-conditions'
import { getRow, readRows, rowOf, sql } from '@/lib/db/session/sql'

const sizeRow = goldenOverview.omit({ hasSimulated: true, draws: true, experts: true, figures: true })

export async function findGoldenSizes(projectId: number) {
  const project = sql`${projectId}::int`
  return getRow(prisma, sizeRow)`
    SELECT i."imageCount", i."pictureCount", i."labelledCount", g.golden AS "goldenImages",
      g.chosen AS "chosenImages",
      NOT EXISTS (SELECT FROM model WHERE project_id = ${projectId}::int AND NOT is_scored_only)
        AND NOT EXISTS (SELECT FROM candidate WHERE project_id = ${projectId}::int AND NOT is_original)
        AS "asksOriginalsAlone",
      CASE WHEN i."pictureCount" > 0 THEN i."pictureCount" - g.pictured ELSE i."imageCount" - g.golden + g.chosen END AS "drawableCount"
    FROM (
      SELECT ${imageCount(project)} AS "imageCount", ${storedImageCount(project)} AS "pictureCount",
        ${labelledImageCount(project)} AS "labelledCount"
    ) i, (
      SELECT count(*)::int AS golden, (count(*) FILTER (WHERE d.is_chosen))::int AS chosen,
        (count(i.content_hash) FILTER (WHERE NOT d.is_chosen))::int AS pictured
      FROM golden_image g
      JOIN golden_draw d ON d.project_id = g.project_id AND d.id = g.draw_id
      JOIN image i ON i.project_id = g.project_id AND i.id = g.image_id
      WHERE g.project_id = ${projectId}::int
    ) g`
}

// Without `position`, which only sorts.
const expertRow = rowOf(goldenExpert).strip()

/** Returns experts with the golden images on which they answered every candidate, then members who have not started. */
export const findGoldenExperts = (projectId: number) =>
  readRows(prisma, expertRow)`
    WITH asked AS (
      SELECT c.image_id, count(*) AS candidates FROM golden_image g
      JOIN candidate c ON c.project_id = g.project_id AND c.image_id = g.image_id
      WHERE g.project_id = ${projectId}::int GROUP BY c.image_id
    ), answered AS (
      SELECT a.rater_id, c.image_id, count(*) AS answers, max(a.answered_at) AS last
      FROM golden_answer a
      JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND r.is_expert
      JOIN candidate c ON c.project_id = a.project_id AND c.id = a.candidate_id
      WHERE a.project_id = ${projectId}::int AND a.source = 'expert' GROUP BY a.rater_id, c.image_id
    ), expert AS (
      SELECT n.rater_id, sum(n.answers)::int AS answers, max(n.last) AS last,
        (count(*) FILTER (WHERE k.candidates = n.answers))::int AS done
      FROM answered n LEFT JOIN asked k USING (image_id) GROUP BY n.rater_id
    )
    SELECT e.rater_id AS "raterId", coalesce(u.name, r.external_id, 'Expert ' || r.id) AS name,
      r.kind = 'simulated' AS "isSimulated", e.done AS "doneImages", e.answers, e.last AS "lastAt", 0 AS position
    FROM expert e
    JOIN rater r ON r.project_id = ${projectId}::int AND r.id = e.rater_id
    LEFT JOIN rater_identity d ON d.project_id = r.project_id AND d.rater_id = r.id
    LEFT JOIN app_user u ON u.id = d.user_id
    UNION ALL
    SELECT NULL, u.name, false, 0, 0, NULL, 1
    FROM membership m JOIN app_user u ON u.id = m.user_id
    WHERE m.project_id = ${projectId}::int AND m.role = 'expert' AND NOT EXISTS (
      SELECT FROM rater_identity d JOIN expert e ON e.rater_id = d.rater_id
      WHERE d.project_id = m.project_id AND d.user_id = m.user_id)
    ORDER BY position, name`

const answerRow = z.object({ candidateId: z.number(), raterId: z.number(), answer: z.number() })

/** Returns expert answers on images that no admin chose, by candidate, then expert. */
export const findExpertAnswers = (projectId: number) =>
  readRows(prisma, answerRow)`
    SELECT g.candidate_id AS "candidateId", g.rater_id AS "raterId", g.answer
    FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
    JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
    WHERE g.project_id = ${projectId}::int AND g.source = 'expert' AND c.image_id NOT IN (${chosenImages(projectId)})
    ORDER BY g.candidate_id, g.rater_id`

export const findGoldenCoverage = (projectId: number) => getRow(
  prisma,
  z.object({ hasExpert: z.boolean(), hasShared: z.boolean() }),
)`
    SELECT EXISTS (
        SELECT FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
        WHERE g.project_id = ${projectId}::int AND r.is_expert AND g.source = 'expert'
      ) AS "hasExpert",
      EXISTS (
        SELECT FROM golden_answer g
        JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND NOT r.is_expert
        JOIN golden_answer e ON e.project_id = g.project_id AND e.candidate_id = g.candidate_id AND e.source = 'expert'
        JOIN rater x ON x.project_id = e.project_id AND x.id = e.rater_id AND x.is_expert
        WHERE g.project_id = ${projectId}::int AND g.source NOT IN ('training', 'adjudication') AND NOT r.is_left_out
      ) AS "hasShared"`
