import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/image'
import { streamRows } from '@/lib/db/session/copy-session'

const exportedImage = z.object({
  fileName: z.string(),
  /** Null without an original label. */
  classIndex: z.number().nullable(),
  ...storedPicture.shape,
})
export type ExportedImage = z.infer<typeof exportedImage>

export const imageRows = (projectId: number) => streamRows(exportedImage)`
  SELECT i.file_name AS "fileName", c.class_index AS "classIndex", i.credit, i.credit_url AS "creditUrl", i.license,
    i.content_hash AS "contentHash", i.width, i.height
  FROM image i LEFT JOIN class c ON c.project_id = i.project_id AND c.id = i.original_class_id
  WHERE i.project_id = ${projectId} ORDER BY i.position`
