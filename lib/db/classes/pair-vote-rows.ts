import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const voteRow = z.object({
  imageId: z.number(),
  isSecond: z.boolean(),
  raterId: z.number(),
  answer: z.number(),
})
export type PairVoteRow = z.infer<typeof voteRow>

/** Returns votes on two classes on images where both are candidates, by image, without raters left out. */
export const findClassPairVotes = ({
  projectId,
  first,
  second,
}: {
  projectId: number
  first: number
  second: number
}): Promise<PairVoteRow[]> =>
  readRows(prisma, voteRow)`
    WITH asked AS MATERIALIZED (
      SELECT image_id, array_agg(id) AS candidates, max(id) FILTER (WHERE class_id = ${second}::int) AS second_candidate
      FROM candidate WHERE project_id = ${projectId}::int AND class_id IN (${first}::int, ${second}::int)
      GROUP BY image_id HAVING count(*) = 2
    )
    SELECT v.image_id AS "imageId", v.candidate_id = a.second_candidate AS "isSecond", v.rater_id AS "raterId", v.answer
    FROM asked a
    JOIN vote v ON v.project_id = ${projectId}::int AND v.image_id = a.image_id AND v.candidate_id = ANY(a.candidates)
    JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    WHERE NOT r.is_left_out
    ORDER BY v.image_id, v.rater_id`
