import { z } from 'zod'
import { type Connection, readRows } from '@/lib/db/session/sql'

export async function findSimulatedRaters(on: Connection, projectId: number) {
  const rows = await readRows(on, z.object({ id: z.number(), isExpert: z.boolean() }))`
    SELECT id, is_expert AS "isExpert" FROM rater
    WHERE project_id = ${projectId}::int AND kind = 'simulated' ORDER BY id`
  const ids = (isExpert: boolean) => rows.filter((row) => row.isExpert === isExpert).map(({ id }) => id)
  return { experts: ids(true), raters: ids(false) }
}

export const findGoldenCandidates = (on: Connection, projectId: number) =>
  readRows(on, z.object({ id: z.number(), imageId: z.number(), classId: z.number() }))`
    SELECT c.id, c.image_id AS "imageId", c.class_id AS "classId" FROM candidate c
    JOIN golden_image g ON g.project_id = c.project_id AND g.image_id = c.image_id
    WHERE c.project_id = ${projectId}::int ORDER BY c.id`
