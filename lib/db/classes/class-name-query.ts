import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, readRows } from '@/lib/db/session/sql'

const row = z.object({ index: z.number(), name: z.string() })

export async function findClassNames(projectId: number, db: Db = prisma): Promise<Map<number, string>> {
  const rows = await readRows(db, row)`
    SELECT class_index AS index, name FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY class_index`
  return new Map(rows.map(({ index, name }) => [index, name]))
}

const classRow = z.object({ id: z.number(), name: z.string(), path: z.array(z.string()) })

/** Returns labelable classes by number, with their path from the root of the hierarchy. */
export async function findClassPaths(projectId: number, db: Db = prisma) {
  return readRows(db, classRow)`
    SELECT id, name, path FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY id`
}

const classUse = z.object({
  candidates: z.number(),
  originals: z.number(),
  predictions: z.number(),
  labels: z.number(),
  subclasses: z.number(),
  decisions: z.number(),
  suggestions: z.number(),
})
export type ClassUse = z.infer<typeof classUse>

export const findClassUse = (projectId: number, classId: number, db: Db = prisma): Promise<ClassUse> =>
  getRow(db, classUse)`
    SELECT
      (SELECT count(*)::int FROM candidate WHERE project_id = ${projectId}::int AND class_id = ${classId}::int) AS candidates,
      (SELECT count(*)::int FROM image WHERE project_id = ${projectId}::int AND original_class_id = ${classId}::int) AS originals,
      (SELECT count(*)::int FROM prediction WHERE project_id = ${projectId}::int AND class_id = ${classId}::int)
        + (SELECT count(*)::int FROM review_item WHERE project_id = ${projectId}::int AND class_id = ${classId}::int) AS predictions,
      (SELECT count(*)::int FROM run_label WHERE project_id = ${projectId}::int AND class_id = ${classId}::int) AS labels,
      (SELECT count(*)::int FROM class_parent WHERE project_id = ${projectId}::int AND parent_id = ${classId}::int) AS subclasses,
      (SELECT count(*)::int FROM class_pair WHERE project_id = ${projectId}::int AND ${classId}::int IN (low_id, high_id)) AS decisions,
      (SELECT count(*)::int FROM suggestion WHERE project_id = ${projectId}::int AND ${classId}::int IN (class_id, mapped_class_id)) AS suggestions`
