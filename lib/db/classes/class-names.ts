import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { findRow, runSql } from '@/lib/db/session/sql'

const namesake = z.object({ index: z.number() })

/** Returns the index of another labelable class with this name, ignoring case; null if there is none. */
export async function findNamesake(
  { projectId, classId, name }: { projectId: number; classId: number; name: string },
  db: Db,
): Promise<number | null> {
  const row = await findRow(db, namesake)`
    SELECT class_index AS index FROM class
    WHERE project_id = ${projectId}::int AND id <> ${classId}::int AND class_index IS NOT NULL
      AND lower(name) = lower(${name}) ORDER BY class_index LIMIT 1`
  return row?.index ?? null
}

interface Renamed {
  projectId: number
  path: readonly string[]
  before: { name: string }
  after: { name: string }
}

/** Renames a class in its own path and in those of the classes below it, unless the path has another name for it. */
export async function renameInPaths({ projectId, path, before, after }: Renamed, db: Db): Promise<void> {
  if (path.at(-1) !== before.name) return
  await runSql(db)`
    UPDATE class SET path = path[:${path.length - 1}::int] || ${after.name}::text || path[${path.length + 1}::int:]
    WHERE project_id = ${projectId}::int AND path[:${path.length}::int] = ${[...path]}::text[]`
}
