import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'

const stateRow = z.object({ inputHash: z.string().nullable(), countedAt: z.date().nullable(), input: z.string() })
export type ClassCountState = z.infer<typeof stateRow>

/**
 * Returns what classes were counted from for a run, and the inputs now: models as last changed, and raters left out.
 */
export async function findClassCountState(projectId: number, runId: number, db: Db = prisma): Promise<ClassCountState> {
  return getRow(db, stateRow)`
    SELECT count.input_hash AS "inputHash", count.counted_at AS "countedAt", json_build_array(
      (SELECT json_agg(json_build_array(id, changed_at) ORDER BY id) FROM model WHERE project_id = ${projectId}::int),
      (SELECT json_agg(id ORDER BY id) FROM rater WHERE project_id = ${projectId}::int AND is_left_out)
    )::text AS input
    FROM (SELECT) one
    LEFT JOIN class_count count ON count.project_id = ${projectId}::int AND count.run_id = ${runId}::int`
}
