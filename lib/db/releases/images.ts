import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/image'
import { fetchRows } from '@/lib/db/session/fetch-rows'
import type { ReleaseScope } from './scope'

const releasedImage = z.object({
  fileName: z.string(),
  ...storedPicture.shape,
  original: z.number().nullable(),
  isRated: z.boolean(),
})
export type ReleasedImage = z.infer<typeof releasedImage>

/** Images in the order of the project's files. */
export const releasedImages = ({ session, projectId, runId }: ReleaseScope) =>
  fetchRows(session, releasedImage)`
    SELECT i.file_name AS "fileName", i.content_hash AS "contentHash", i.width, i.height, i.credit,
      i.credit_url AS "creditUrl", i.license, k.class_index AS original, coalesce(n.is_rated, false) AS "isRated"
    FROM image i
    LEFT JOIN class k ON k.project_id = i.project_id AND k.id = i.original_class_id
    LEFT JOIN run_image n ON n.project_id = i.project_id AND n.run_id = ${runId} AND n.image_id = i.id
    WHERE i.project_id = ${projectId} ORDER BY i.position`

/** The labels of each image in that order, as rising class indices. */
export const releasedLabels = ({ session, projectId, runId }: ReleaseScope) =>
  fetchRows(session, z.object({ labels: z.array(z.number()) }))`
    SELECT coalesce(l.labels, '{}') AS labels FROM image i
    LEFT JOIN (
      SELECT l.image_id, array_agg(k.class_index ORDER BY k.class_index) AS labels FROM run_label l
      JOIN class k ON k.project_id = l.project_id AND k.id = l.class_id
      WHERE l.project_id = ${projectId} AND l.run_id = ${runId} GROUP BY l.image_id
    ) l ON l.image_id = i.id
    WHERE i.project_id = ${projectId} ORDER BY i.position`
