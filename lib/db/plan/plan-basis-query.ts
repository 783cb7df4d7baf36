import { z } from 'zod'
import { type Connection, getValue, readValues } from '@/lib/db/session/sql'

export async function findPlanBasis(projectId: number, on: Connection) {
  const modelIds = await readValues(on, z.number())`
    SELECT id FROM model WHERE project_id = ${projectId}::int AND NOT is_scored_only ORDER BY id`
  const classIndices = await readValues(on, z.number())`
    SELECT class_index FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY class_index`
  const hasList = await getValue(on, z.boolean())`
    SELECT EXISTS (SELECT FROM listed_candidate WHERE project_id = ${projectId}::int) AS "hasList"`
  return { modelIds, classIndices, hasList }
}
