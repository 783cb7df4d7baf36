import { goldenClass } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { escapeLike, findRow, readRows, sql } from '@/lib/db/session/sql'

/** Joins the translation `t` of class `c`; null for the project's own language. */
const translated = (language: string | null) => sql`
  LEFT JOIN class_translation t ON t.project_id = c.project_id AND t.class_id = c.id AND t.language = ${language}
  JOIN project p ON p.id = c.project_id`

const columns = sql`c.id AS "classId", coalesce(t.name, c.name) AS name,
  coalesce(CASE WHEN t.name IS NULL THEN c.other_names ELSE t.other_names END, '{}') AS "otherNames",
  coalesce(t.gloss, c.gloss) AS gloss, coalesce(t.language, p.language) AS lang,
  CASE WHEN t.gloss IS NULL THEN p.language ELSE t.language END AS "glossLang",
  coalesce(c.path, '{}') AS path, c.class_index IS NOT NULL AS "isLabelable",
  (SELECT count(*)::int FROM class_parent k WHERE k.project_id = c.project_id AND k.parent_id = c.id) AS "childCount"`

interface InLanguage {
  projectId: number
  /** Additional language of the reader; null for the project's own. */
  language: string | null
}

/**
 * Searches classes and inner nodes by name or other names in any language of the project: exact matches first, then
 * names that start with the text, then the rest; labelable classes first among equals.
 */
export async function searchHierarchy({ projectId, language }: InLanguage, text: string, limit: number) {
  const escaped = escapeLike(text)
  const part = `%${escaped}%`
  return readRows(prisma, goldenClass)`
    SELECT ${columns} FROM class c ${translated(language)}
    WHERE c.project_id = ${projectId}::int AND (c.name ILIKE ${part}
      OR EXISTS (SELECT FROM unnest(c.other_names) o WHERE o ILIKE ${part})
      OR EXISTS (SELECT FROM class_translation x WHERE x.project_id = c.project_id AND x.class_id = c.id
        AND (x.name ILIKE ${part} OR EXISTS (SELECT FROM unnest(x.other_names) o WHERE o ILIKE ${part}))))
    ORDER BY lower(coalesce(t.name, c.name)) = lower(${text}) DESC,
      EXISTS (SELECT FROM unnest(c.other_names || coalesce(t.other_names, '{}')) o WHERE lower(o) = lower(${text})) DESC,
      coalesce(t.name, c.name) ILIKE ${`${escaped}%`} DESC, c.class_index IS NULL, length(c.name), c.name, c.id
    LIMIT ${limit}::int`
}

/** Returns the nodes without parents that have children; without a hierarchy, the first classes. */
export const findHierarchyTop = ({ projectId, language }: InLanguage, limit: number) =>
  readRows(prisma, goldenClass)`
    SELECT ${columns} FROM class c ${translated(language)}
    WHERE c.project_id = ${projectId}::int
      AND NOT EXISTS (SELECT FROM class_parent p WHERE p.project_id = c.project_id AND p.child_id = c.id)
    ORDER BY EXISTS (SELECT FROM class_parent k WHERE k.project_id = c.project_id AND k.parent_id = c.id) DESC,
      c.class_index, c.name, c.id
    LIMIT ${limit}::int`

export async function findHierarchyNode({ projectId, language }: InLanguage, classId: number) {
  const [node, parents, children] = await Promise.all([
    findRow(prisma, goldenClass)`
      SELECT ${columns} FROM class c ${translated(language)}
      WHERE c.project_id = ${projectId}::int AND c.id = ${classId}::int`,
    readRows(prisma, goldenClass)`
      SELECT ${columns} FROM class_parent k JOIN class c ON c.project_id = k.project_id AND c.id = k.parent_id
      ${translated(language)}
      WHERE k.project_id = ${projectId}::int AND k.child_id = ${classId}::int ORDER BY c.name, c.id`,
    readRows(prisma, goldenClass)`
      SELECT ${columns} FROM class_parent k JOIN class c ON c.project_id = k.project_id AND c.id = k.child_id
      ${translated(language)}
      WHERE k.project_id = ${projectId}::int AND k.parent_id = ${classId}::int ORDER BY c.name, c.id`,
  ])
  return node && { node, parents, children }
}
