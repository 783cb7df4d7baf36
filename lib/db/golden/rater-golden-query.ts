import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const goldenRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  answer: z.number(),
  holds: z.boolean().nullable(),
})

/**
 * Every golden answer of a rater but those given in training and those that adjudicate, by candidate, with whether the
 * label holds: as the experts concluded, else because more than half of those who answered the candidate said yes. Null
 * where no expert did.
 */
export async function findRaterGoldenAnswers(projectId: number, raterId: number, db: Db = prisma) {
  return readRows(db, goldenRow)`
    SELECT g.candidate_id AS "candidateId", c.image_id AS "imageId", g.answer,
      CASE n.conclusion WHEN 2 THEN true WHEN 0 THEN false ELSE e.holds END AS holds
    FROM golden_answer g
    JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN count(*) > 0 THEN 2 * count(*) FILTER (WHERE x.answer = 2) > count(*) END AS holds
      FROM golden_answer x JOIN rater r ON r.project_id = x.project_id AND r.id = x.rater_id AND r.is_expert
      WHERE x.project_id = g.project_id AND x.candidate_id = g.candidate_id AND x.source = 'expert'
    ) e
    LEFT JOIN LATERAL (
      SELECT x.conclusion FROM golden_note x
      WHERE x.project_id = g.project_id AND x.candidate_id = g.candidate_id AND x.conclusion IS NOT NULL
      ORDER BY x.id DESC LIMIT 1
    ) n ON true
    WHERE g.project_id = ${projectId}::int AND g.rater_id = ${raterId}::int AND g.source NOT IN ('training', 'adjudication')
    ORDER BY g.candidate_id`
}
