import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = z.object({ candidateId: z.number(), name: z.string(), explanation: z.string().nullable() })

export async function findExplanations(projectId: number, candidateIds: readonly number[], db: Db = prisma) {
  return readRows(db, row)`
    SELECT c.id AS "candidateId", l.name, e.text AS explanation
    FROM candidate c
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    LEFT JOIN golden_explanation e ON e.project_id = c.project_id AND e.candidate_id = c.id
    WHERE c.project_id = ${projectId}::int AND c.id = ANY(${[...candidateIds]}::int[])
    ORDER BY l.name`
}
