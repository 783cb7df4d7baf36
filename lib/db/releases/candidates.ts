import { z } from 'zod'
import { fetchRows } from '@/lib/db/session/fetch-rows'
import { chosenColumns, readRows, sql } from '@/lib/db/session/sql'
import { candidatePositions, imagePositions, type ReleaseScope } from './scope'

const releasedCandidate = z.object({
  image: z.number(),
  classIndex: z.number(),
  isOriginal: z.boolean(),
  isKept: z.boolean(),
  score: z.number().nullable(),
  calibrated: z.number().nullable(),
  /** One number for each hidden class of the method. */
  posterior: z.array(z.number()).nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  models: z.array(z.string()),
})
export type ReleasedCandidate = z.infer<typeof releasedCandidate>

const candidateColumns = {
  image: sql`p.position`,
  classIndex: sql`k.class_index`,
  isOriginal: sql`c.is_original`,
  isKept: sql`l.image_id IS NOT NULL`,
  score: sql`s.score`,
  calibrated: sql`s.calibrated`,
  posterior: sql`s.posterior`,
  low: sql`s.low`,
  high: sql`s.high`,
  models: sql`coalesce(m.names, '{}')`,
}

/**
 * Candidates in the order of the project's files, each with what the run says of it and the models that proposed it. The
 * database leaves out whatever no column asked for needs.
 */
export function releasedCandidates<Column extends keyof ReleasedCandidate>(
  { session, projectId, runId }: ReleaseScope,
  chosen: readonly Column[],
) {
  const { columns, schema } = chosenColumns(releasedCandidate, candidateColumns, chosen)
  return fetchRows(session, schema)`
    WITH image_place AS (${imagePositions(projectId)})
    SELECT ${columns} FROM candidate c
    JOIN image_place p ON p.id = c.image_id
    JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id
    LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = ${runId} AND s.candidate_id = c.id
    LEFT JOIN run_label l ON l.project_id = c.project_id AND l.run_id = ${runId} AND l.image_id = c.image_id AND l.class_id = c.class_id
    LEFT JOIN (
      SELECT o.candidate_id, array_agg(d.name ORDER BY d.id) AS names FROM candidate_model o
      JOIN model d ON d.project_id = o.project_id AND d.id = o.model_id
      WHERE o.project_id = ${projectId} GROUP BY o.candidate_id
    ) m ON m.candidate_id = c.id
    WHERE c.project_id = ${projectId} ORDER BY c.position`
}

/** Positions of some candidates, by number. */
export async function candidatePositionsOf(
  { session, projectId }: ReleaseScope,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const rows = await readRows(session, z.object({ id: z.number(), position: z.number() }))`
    SELECT id, position FROM (${candidatePositions(projectId)}) p WHERE id = ANY (${ids}::int[])`
  return new Map(rows.map(({ id, position }) => [id, position]))
}
