import { fetchRows } from '@/lib/db/session/fetch-rows'
import { candidatePlaces, imagePlaces, type ReleaseScope } from './scope'

export interface ReleasedCandidate {
  image: number
  classIndex: number
  isOriginal: boolean
  isKept: boolean
  score: number | null
  /** One number for each hidden class of the method. */
  posterior: number[] | null
  low: number | null
  high: number | null
  models: string[]
}

/** Candidates in the order of the project's files, each with what the run says of it and the models that proposed it. */
export const releasedCandidates = ({ session, projectId, runId }: ReleaseScope) =>
  fetchRows<ReleasedCandidate>(
    session,
    'candidates',
    `WITH image_place AS (${imagePlaces})
     SELECT p.place AS image, k.class_index AS "classIndex", c.is_original AS "isOriginal", l.image_id IS NOT NULL AS "isKept",
       s.score, s.posterior, s.low, s.high, coalesce(m.names, '{}') AS models
     FROM candidate c
     JOIN image_place p ON p.id = c.image_id
     JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id
     LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = $2 AND s.candidate_id = c.id
     LEFT JOIN run_label l ON l.project_id = c.project_id AND l.run_id = $2 AND l.image_id = c.image_id AND l.class_id = c.class_id
     LEFT JOIN (
       SELECT o.candidate_id, array_agg(d.name ORDER BY d.id) AS names FROM candidate_model o
       JOIN model d ON d.project_id = o.project_id AND d.id = o.model_id
       WHERE o.project_id = $1 GROUP BY o.candidate_id
     ) m ON m.candidate_id = c.id
     WHERE c.project_id = $1 ORDER BY c.position`,
    [projectId, runId],
  )

/** Places of some candidates, by number. */
export async function candidatePlacesOf(
  { session, projectId }: ReleaseScope,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const rows = await session.query<{ id: number; place: number }>(
    `SELECT id, place FROM (${candidatePlaces}) p WHERE id = ANY ($2::int[])`,
    [projectId, ids],
  )
  return new Map(rows.map(({ id, place }) => [id, place]))
}
