import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

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
