import { goldenClass } from '@/lib/contracts/golden/golden'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, readRows, sql } from '@/lib/db/session/sql'

const columns = sql`c.id AS "classId", c.name, coalesce(c.other_names, '{}') AS "otherNames", c.gloss,
  coalesce(c.path, '{}') AS path, c.class_index IS NOT NULL AS "isLabelable",
  (SELECT count(*)::int FROM class_parent k WHERE k.project_id = c.project_id AND k.parent_id = c.id) AS "childCount"`

/**
 * Classes and inner nodes of the hierarchy whose name or other names hold a text: exact names first, then names that start
 * with it, then the rest; of equals, those that can be labels first.
 */
export async function searchHierarchy(projectId: number, text: string, limit: number, db: Db = prisma) {
  const escaped = text.replace(/[\\%_]/g, (c) => `\\${c}`)
  return readRows(db, goldenClass)`
    SELECT ${columns} FROM class c
    WHERE c.project_id = ${projectId}::int AND (c.name ILIKE ${`%${escaped}%`}
      OR EXISTS (SELECT FROM unnest(c.other_names) o WHERE o ILIKE ${`%${escaped}%`}))
    ORDER BY lower(c.name) = lower(${text}) DESC,
      EXISTS (SELECT FROM unnest(c.other_names) o WHERE lower(o) = lower(${text})) DESC,
      c.name ILIKE ${`${escaped}%`} DESC, c.class_index IS NULL, length(c.name), c.name, c.id
    LIMIT ${limit}::int`
}

/** Where one may begin to walk: nodes that have classes below them and nothing above; without a hierarchy, the first classes. */
export async function findHierarchyTop(projectId: number, limit: number, db: Db = prisma) {
  return readRows(db, goldenClass)`
    SELECT ${columns} FROM class c
    WHERE c.project_id = ${projectId}::int
      AND NOT EXISTS (SELECT FROM class_parent p WHERE p.project_id = c.project_id AND p.child_id = c.id)
    ORDER BY EXISTS (SELECT FROM class_parent k WHERE k.project_id = c.project_id AND k.parent_id = c.id) DESC,
      c.class_index, c.name, c.id
    LIMIT ${limit}::int`
}

/** A class with what stands right above and right below it; null when there is no such class. */
export async function findHierarchyNode(projectId: number, classId: number, db: Db = prisma) {
  const [node, parents, children] = await Promise.all([
    findRow(
      db,
      goldenClass,
    )`SELECT ${columns} FROM class c WHERE c.project_id = ${projectId}::int AND c.id = ${classId}::int`,
    readRows(db, goldenClass)`
      SELECT ${columns} FROM class_parent p JOIN class c ON c.project_id = p.project_id AND c.id = p.parent_id
      WHERE p.project_id = ${projectId}::int AND p.child_id = ${classId}::int ORDER BY c.name, c.id`,
    readRows(db, goldenClass)`
      SELECT ${columns} FROM class_parent p JOIN class c ON c.project_id = p.project_id AND c.id = p.child_id
      WHERE p.project_id = ${projectId}::int AND p.parent_id = ${classId}::int ORDER BY c.name, c.id`,
  ])
  return node && { node, parents, children }
}
