import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/picture'
import { streamRows } from '@/lib/db/session/copy-session'

const predictionRow = z.object({
  fileName: z.string(),
  classIndex: z.number(),
  /** Null if the model's predictions have ranks only. */
  score: z.number().nullable(),
})
export type PredictionRow = z.infer<typeof predictionRow>

/** Sorts by image position, most confident first. */
export const predictionRows = (projectId: number, modelId: number) => streamRows(predictionRow)`
  SELECT i.file_name AS "fileName", c.class_index AS "classIndex", p.score
  FROM prediction p
  JOIN image i ON i.project_id = p.project_id AND i.id = p.image_id
  JOIN class c ON c.project_id = p.project_id AND c.id = p.class_id
  WHERE p.project_id = ${projectId} AND p.model_id = ${modelId}
  ORDER BY i.position, p.rank`

export const originalLabelRows = (projectId: number) => streamRows(
  z.object({ fileName: z.string(), classIndex: z.number() }),
)`
  SELECT i.file_name AS "fileName", c.class_index AS "classIndex"
  FROM image i JOIN class c ON c.project_id = i.project_id AND c.id = i.original_class_id
  WHERE i.project_id = ${projectId} AND c.class_index IS NOT NULL
  ORDER BY i.position`

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
