import { z } from 'zod'
import { suggestibleClasses } from '@/lib/contracts/classes/suggestion'
import { type Db, prisma } from '@/lib/db/client'
import { readRows, type Sql, sql } from '@/lib/db/session/sql'

const classRow = z.object({ name: z.string(), externalId: z.string().nullable(), index: z.number() })

const describedRow = suggestibleClasses.shape.classes.element

/** Matches labelable classes `c` in all languages and joins their translation `t` into one. */
const fitting = (projectId: number, text: string, limit: number, language: string | null): Sql => {
  const escaped = text.replace(/[\\%_]/g, (c) => `\\${c}`)
  const [part, start] = [`%${escaped}%`, `${escaped}%`]
  return sql`FROM class c
    JOIN project p ON p.id = c.project_id
    LEFT JOIN class_translation t ON t.project_id = c.project_id AND t.class_id = c.id AND t.language = ${language}
    WHERE c.project_id = ${projectId}::int AND c.class_index IS NOT NULL AND (
      c.class_index::text = ${text} OR c.external_id ILIKE ${start} OR c.name ILIKE ${part}
      OR EXISTS (SELECT FROM unnest(c.other_names) o WHERE o ILIKE ${part})
      OR EXISTS (SELECT FROM class_translation x WHERE x.project_id = c.project_id AND x.class_id = c.id
        AND (x.name ILIKE ${part} OR EXISTS (SELECT FROM unnest(x.other_names) o WHERE o ILIKE ${part}))))
    ORDER BY c.class_index::text = ${text} DESC, lower(c.external_id) = lower(${text}) DESC,
      lower(coalesce(t.name, c.name)) = lower(${text}) DESC, coalesce(t.name, c.name) ILIKE ${start} DESC, c.class_index
    LIMIT ${limit}::int`
}

/**
 * Searches labelable classes in all languages of the project: first the exact index or external id, then names that
 * start with the text, then names and other names that contain it. An empty text returns the first classes.
 */
export const searchClasses = (projectId: number, text: string, limit: number, db: Db = prisma) =>
  readRows(db, classRow)`
    SELECT c.name, c.external_id AS "externalId", c.class_index AS index ${fitting(projectId, text, limit, null)}`

/** Does the same search with descriptions in a rater's language, because raters know a class by its name alone. */
export const searchDescribedClasses = (
  { projectId, language, limit }: { projectId: number; language: string | null; limit: number },
  text: string,
  db: Db = prisma,
) =>
  readRows(db, describedRow)`
    SELECT coalesce(t.name, c.name) AS name,
      coalesce(CASE WHEN t.name IS NULL THEN c.other_names ELSE t.other_names END, '{}') AS "otherNames",
      coalesce(t.gloss, c.gloss) AS gloss, coalesce(t.language, p.language) AS lang,
      CASE WHEN t.gloss IS NULL THEN p.language ELSE t.language END AS "glossLang"
    ${fitting(projectId, text, limit, language)}`
