import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/image'
import { isOutsideList } from '@/lib/db/classes/suggestion-query'
import { fetchRows } from '@/lib/db/session/fetch-rows'
import { chosenColumns, readRows, sql } from '@/lib/db/session/sql'
import { excludedImages, imagePositions, type ReleaseScope } from './scope'

const releasedImage = z.object({
  fileName: z.string(),
  ...storedPicture.shape,
  original: z.number().nullable(),
  isRated: z.boolean(),
  /** Class indices, rising. */
  labels: z.array(z.number()),
})
export type ReleasedImage = z.infer<typeof releasedImage>

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

/** Images in the order of the project's files. The database leaves out whatever no column asked for needs. */
export function releasedImages<Column extends keyof ReleasedImage>(
  { session, projectId, runId }: ReleaseScope,
  chosen: readonly Column[],
) {
  const { columns, schema } = chosenColumns(releasedImage, imageColumns, chosen)
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

/**
 * How many raters saw something in an image that is no class of the project, where there were any and the image is not
 * excluded, in the order of the files. What they typed may say anything and stays behind.
 */
export const releasedOutsideList = ({ session, projectId, runId, until }: ReleaseScope) =>
  readRows(session, z.object({ image: z.number(), raters: z.number() }))`
    WITH image_place AS (${imagePositions(projectId)})
    SELECT p.position AS image, count(DISTINCT r.rater_id)::int AS raters FROM suggestion s
    JOIN suggestion_rater r ON r.project_id = s.project_id AND r.suggestion_id = s.id AND r.created_at <= ${until}
    JOIN image_place p ON p.id = s.image_id
    WHERE s.project_id = ${projectId}::int AND ${isOutsideList} AND s.image_id NOT IN (${excludedImages(projectId, runId)})
    GROUP BY p.position ORDER BY p.position`
