import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'

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
