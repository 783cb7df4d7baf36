import { z } from 'zod'
import { dataModel } from '@/lib/contracts/data/project-data'
import { prisma } from '@/lib/db/client'
import { creditedImageCount, imageCount, labelledImageCount, storedImageCount } from '@/lib/db/session/project-counts'
import { type Connection, getRow, readRows, sql } from '@/lib/db/session/sql'

const sizes = z.object({
  imageCount: z.number(),
  storedImages: z.number(),
  labelledImages: z.number(),
  creditedImages: z.number(),
  labelableClasses: z.number(),
  innerClasses: z.number(),
  usedClasses: z.number(),
})

export async function findDataSizes(projectId: number) {
  const project = sql`${projectId}::int`
  return getRow(prisma, sizes)`
    SELECT ${imageCount(project)} AS "imageCount", ${storedImageCount(project)} AS "storedImages",
      ${labelledImageCount(project)} AS "labelledImages", ${creditedImageCount(project)} AS "creditedImages",
      count(class_index)::int AS "labelableClasses", (count(*) - count(class_index))::int AS "innerClasses",
      count(*) FILTER (WHERE EXISTS (
        SELECT FROM image i WHERE i.project_id = c.project_id AND i.original_class_id = c.id
      ))::int AS "usedClasses"
    FROM class c WHERE project_id = ${project}`
}

/** As `findDataSizes`, at no cost for large projects. */
export async function findSizesForModels(projectId: number) {
  const project = sql`${projectId}::int`
  return getRow(prisma, sizes.pick({ imageCount: true, storedImages: true, labelableClasses: true }))`
    SELECT ${imageCount(project)} AS "imageCount", ${storedImageCount(project)} AS "storedImages",
      (SELECT count(*)::int FROM class WHERE project_id = ${project} AND class_index IS NOT NULL) AS "labelableClasses"`
}

const modelRow = dataModel.omit({ keptByBatch: true })

/** Returns models in the order they were added, with zeros for a model without predictions. */
export const findModelSizes = (projectId: number) =>
  readRows(prisma, modelRow)`
    SELECT m.id, m.name, m.score_kind::text AS "scoreKind", m.is_scored_only AS "isScoredOnly",
      coalesce(p.images, 0) AS images, coalesce(p.predictions, 0) AS predictions, coalesce(p.compared, 0) AS "comparedImages",
      coalesce(p.agreeing, 0) AS "agreeingImages"
    FROM model m LEFT JOIN (
      SELECT p.model_id, count(*)::int AS predictions, count(*) FILTER (WHERE p.rank = 0)::int AS images,
        count(i.original_class_id) FILTER (WHERE p.rank = 0)::int AS compared,
        count(*) FILTER (WHERE p.rank = 0 AND p.class_id = i.original_class_id)::int AS agreeing
      FROM prediction p JOIN image i ON i.project_id = p.project_id AND i.id = p.image_id
      WHERE p.project_id = ${projectId}::int GROUP BY p.model_id
    ) p ON p.model_id = m.id
    WHERE m.project_id = ${projectId}::int ORDER BY m.id`

const kept = z.object({ modelId: z.number(), batch: z.string() })

/** Returns the models to which launched batches attribute their tasks, each with the first such batch. */
export async function findKeptModels(projectId: number, on: Connection = prisma): Promise<Map<number, string>> {
  const rows = await readRows(on, kept)`
    SELECT DISTINCT ON ("modelId") (m ->> 'modelId')::int AS "modelId", b.name AS batch
    FROM batch b, jsonb_array_elements(CASE jsonb_typeof(b.reason -> 'models') WHEN 'array' THEN b.reason -> 'models' ELSE '[]' END) m
    WHERE b.project_id = ${projectId}::int AND b.state <> 'draft' AND m ->> 'modelId' ~ '^[0-9]{1,9}$'
    ORDER BY "modelId", b.id`
  return new Map(rows.map(({ modelId, batch }) => [modelId, batch]))
}

/** Returns the number of the project's last audit event, which every change of its data raises. */
export async function lastAuditEvent(projectId: number): Promise<string> {
  const row = await getRow(prisma, z.object({ id: z.string().nullable() }))`
    SELECT max(id)::text AS id FROM audit_event WHERE project_id = ${projectId}::int`
  return row.id ?? '0'
}
