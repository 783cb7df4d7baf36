import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { empty, readRows, sql } from '@/lib/db/session/sql'

const tallyRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  classId: z.number(),
  asked: z.number(),
  maybe: z.number(),
  yes: z.number(),
  conclusion: z.number().nullable(),
})
export type GoldenTally = z.infer<typeof tallyRow>

const expertTallies = (projectId: number, having = empty) => sql`
  SELECT g.candidate_id, count(*)::int AS asked,
    (count(*) FILTER (WHERE g.answer = 1))::int AS maybe, (count(*) FILTER (WHERE g.answer = 2))::int AS yes
  FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
  WHERE g.project_id = ${projectId}::int AND g.source = 'expert' GROUP BY g.candidate_id ${having}`

const conclusions = (projectId: number) => sql`
  SELECT DISTINCT ON (candidate_id) candidate_id, conclusion FROM golden_note
  WHERE project_id = ${projectId}::int AND conclusion IS NOT NULL ORDER BY candidate_id, id DESC`

/** Returns pairs with expert answers or a conclusion. The rule of golden truth decides what follows from them. */
export async function findGoldenTallies(projectId: number, db: Db = prisma): Promise<GoldenTally[]> {
  // Materialized, because with outdated statistics the planner would tally all answers once per candidate.
  return readRows(db, tallyRow)`
    WITH tally AS MATERIALIZED (
      SELECT candidate_id, coalesce(g.asked, 0) AS asked, coalesce(g.maybe, 0) AS maybe, coalesce(g.yes, 0) AS yes, n.conclusion
      FROM (${expertTallies(projectId)}) g FULL JOIN (${conclusions(projectId)}) n USING (candidate_id)
    )
    SELECT c.id AS "candidateId", c.image_id AS "imageId", c.class_id AS "classId", t.asked, t.maybe, t.yes, t.conclusion
    FROM tally t JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = t.candidate_id
    ORDER BY c.id`
}

const tallyCount = tallyRow.omit({ candidateId: true, imageId: true, classId: true }).extend({ pairs: z.number() })
export const tallyCounts = z.array(tallyCount)

/** A JSON list of tallies and the number of pairs with each. Reads no candidates except those of hidden images. */
export const differingTallies = (projectId: number, hiddenImages: readonly number[]) => sql`
  (SELECT coalesce(jsonb_agg(t), '[]') FROM (
    SELECT g.asked, g.maybe, g.yes, n.conclusion, count(*)::int AS pairs
    FROM (${expertTallies(projectId, sql`HAVING min(g.answer) < max(g.answer)`)}) g
    LEFT JOIN (${conclusions(projectId)}) n USING (candidate_id)
    WHERE candidate_id NOT IN (
      SELECT id FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY (${hiddenImages}::int[]))
    GROUP BY g.asked, g.maybe, g.yes, n.conclusion
  ) t)`
