import { z } from 'zod'
import {
  type ReleaseImage,
  releaseCandidate,
  releaseClass,
  releaseImage,
  releaseOutsideList,
} from '@/lib/contracts/releases/release-rows'
import { isOutsideList } from '@/lib/db/classes/suggestion-query'
import { fetchRows } from '@/lib/db/session/copy-session'
import { isOfCountedRater } from '@/lib/db/session/row-conditions'
import { chosenColumns, readRows, sql } from '@/lib/db/session/sql'
import { candidatePositions, excludedImages, imagePositions, type ReleaseScope } from './scope'

const storedClass = releaseClass.extend({
  /** Instructions to raters beside the gloss. */
  note: z.string().nullable(),
  wikipediaUrl: z.string().nullable(),
})

export const releasedClasses = ({ session, projectId }: ReleaseScope) =>
  fetchRows(session, storedClass)`
    SELECT class_index AS index, name, external_id AS "externalId", other_names AS "otherNames", gloss, path, note,
      wikipedia_url AS "wikipediaUrl"
    FROM class WHERE project_id = ${projectId} AND class_index IS NOT NULL ORDER BY class_index`

const imageColumns = {
  fileName: sql`i.file_name`,
  contentHash: sql`i.content_hash`,
  width: sql`i.width`,
  height: sql`i.height`,
  credit: sql`i.credit`,
  creditUrl: sql`i.credit_url`,
  license: sql`i.license`,
  original: sql`k.class_index`,
  isRated: sql`coalesce(n.is_rated, false)`,
  labels: sql`coalesce(l.labels, '{}')`,
}

/** Streams images in the order of the project's files, computing only the requested columns. */
export function releasedImages<Column extends keyof ReleaseImage>(
  { session, projectId, runId }: ReleaseScope,
  chosen: readonly Column[],
) {
  const { columns, schema } = chosenColumns(releaseImage, imageColumns, chosen)
  return fetchRows(session, schema)`
    SELECT ${columns} FROM image i
    LEFT JOIN class k ON k.project_id = i.project_id AND k.id = i.original_class_id
    LEFT JOIN run_image n ON n.project_id = i.project_id AND n.run_id = ${runId} AND n.image_id = i.id
    LEFT JOIN (
      SELECT l.image_id, array_agg(k.class_index ORDER BY k.class_index) AS labels FROM run_label l
      JOIN class k ON k.project_id = l.project_id AND k.id = l.class_id
      WHERE l.project_id = ${projectId} AND l.run_id = ${runId} GROUP BY l.image_id
    ) l ON l.image_id = i.id
    WHERE i.project_id = ${projectId} ORDER BY i.position`
}

/** Leaves out excluded images and raters, and the raters' text, which may say anything. */
export const releasedOutsideList = ({ session, projectId, runId, until }: ReleaseScope) =>
  readRows(session, releaseOutsideList)`
    WITH image_position AS (${imagePositions(projectId)})
    SELECT p.position AS image, count(DISTINCT r.rater_id)::int AS raters FROM suggestion s
    JOIN suggestion_rater r ON r.project_id = s.project_id AND r.suggestion_id = s.id AND r.created_at <= ${until}
      AND ${isOfCountedRater('r')}
    JOIN image_position p ON p.id = s.image_id
    WHERE s.project_id = ${projectId}::int AND ${isOutsideList} AND s.image_id NOT IN (${excludedImages(projectId, runId)})
    GROUP BY p.position ORDER BY p.position`

/** `posterior`: one probability per hidden class of the method. */
const scoredCandidate = releaseCandidate.extend({ posterior: z.array(z.number()).nullable() })

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
  evidence: sql`s.evidence`,
  golden: sql`s.golden`,
  models: sql`coalesce(m.names, '{}')`,
}

/** Streams candidates in the order of the project's files, computing only the requested columns. */
export function releasedCandidates<Column extends keyof z.infer<typeof scoredCandidate>>(
  { session, projectId, runId }: ReleaseScope,
  chosen: readonly Column[],
) {
  const { columns, schema } = chosenColumns(scoredCandidate, candidateColumns, chosen)
  return fetchRows(session, schema)`
    WITH image_position AS (${imagePositions(projectId)})
    SELECT ${columns} FROM candidate c
    JOIN image_position p ON p.id = c.image_id
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

export async function candidatePositionsOf(
  { session, projectId }: ReleaseScope,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const rows = await readRows(session, z.object({ id: z.number(), position: z.number() }))`
    SELECT id, position FROM (${candidatePositions(projectId)}) p WHERE id = ANY (${ids}::int[])`
  return new Map(rows.map(({ id, position }) => [id, position]))
}
