import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const pairRow = z.object({
  lowIndex: z.number(),
  highIndex: z.number(),
  kind: z.enum(['same', 'low-contains-high', 'high-contains-low', 'apart']),
})
export type ClassPairRow = z.infer<typeof pairRow>

/** Returns every decision on two classes of a project, by the classes' indices. */
export async function findClassPairs(projectId: number, db: Db = prisma): Promise<ClassPairRow[]> {
  return readRows(db, pairRow)`
    SELECT low.class_index AS "lowIndex", high.class_index AS "highIndex", p.kind::text AS kind
    FROM class_pair p
    JOIN class low ON low.project_id = p.project_id AND low.id = p.low_id
    JOIN class high ON high.project_id = p.project_id AND high.id = p.high_id
    WHERE p.project_id = ${projectId}::int AND low.class_index IS NOT NULL AND high.class_index IS NOT NULL
    ORDER BY low.class_index, high.class_index`
}
