import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

/**
 * Returns the models whose first choices a run used as evidence; all of its models if it only counted how many agree.
 */
export async function findEvidenceModels(projectId: number, runId: number): Promise<string[]> {
  const rows = await readRows(prisma, z.object({ name: z.string() }))`
    WITH annotator AS (
      SELECT DISTINCT a ->> 'name' AS name
      FROM aggregation_run r, jsonb_array_elements(r.rater_parameters -> 'annotators') a
      WHERE r.project_id = ${projectId}::int AND r.id = ${runId}::int
    )
    SELECT m.name FROM model m
    WHERE m.project_id = ${projectId}::int AND NOT m.is_scored_only AND (
      m.name IN (SELECT name FROM annotator)
      OR EXISTS (SELECT FROM annotator a WHERE a.name ~ '^At least [0-9]+ of [0-9]+ models$')
        AND m.created_at < (SELECT created_at FROM aggregation_run WHERE project_id = ${projectId}::int AND id = ${runId}::int)
    )
    ORDER BY m.name`
  return rows.map(({ name }) => name)
}
