import { z } from 'zod'
import { type Db, prisma } from './client'

const goldenRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  answer: z.number(),
  holds: z.boolean().nullable(),
})

/**
 * Every golden answer of a rater, by candidate, with whether the label holds: more than half of the experts who answered
 * the candidate said yes. Null where no expert did.
 */
export async function findRaterGoldenAnswers(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await db.$queryRaw`
    SELECT g.candidate_id AS "candidateId", c.image_id AS "imageId", g.answer, e.holds
    FROM golden_answer g
    JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN count(*) > 0 THEN 2 * count(*) FILTER (WHERE x.answer = 2) > count(*) END AS holds
      FROM golden_answer x JOIN rater r ON r.project_id = x.project_id AND r.id = x.rater_id AND r.is_expert
      WHERE x.project_id = g.project_id AND x.candidate_id = g.candidate_id
    ) e
    WHERE g.project_id = ${projectId}::int AND g.rater_id = ${raterId}::int
    ORDER BY g.candidate_id`
  return z.array(goldenRow).parse(rows)
}
