import { z } from 'zod'
import { classFacts } from '@/lib/contracts/classes/class'
import { translatedLanguage } from '@/lib/contracts/classes/language'
import { type Db, prisma } from '@/lib/db/client'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { type Connection, getRow, readRows, runSql } from '@/lib/db/session/sql'

const translationColumns = [...['project_id', 'class_id', 'language', 'name', 'other_names', 'gloss', 'note']] as const

/** Inserts translations that the project does not have, and adds their languages to the project. */
export async function insertTranslations(
  session: CopySession,
  projectId: number,
  rows: readonly CopyRow[],
): Promise<void> {
  await session.copyIn('class_translation', [...translationColumns], rows)
  await addLanguages(session, projectId, [...new Set(rows.map((row) => String(row[2])))])
}

/** Replaces the project's translations of the same classes and languages. */
export async function replaceTranslations(session: CopySession, projectId: number, rows: readonly CopyRow[]) {
  const [classIds, languages] = [rows.map((row) => Number(row[1])), rows.map((row) => String(row[2]))]
  await runSql(session)`
    DELETE FROM class_translation t USING unnest(${classIds}::int[], ${languages}::text[]) AS g (class_id, language)
    WHERE t.project_id = ${projectId}::int AND t.class_id = g.class_id AND t.language = g.language`
  await insertTranslations(session, projectId, rows)
}

const addLanguages = (session: CopySession, projectId: number, languages: string[]) =>
  runSql(session)`
    UPDATE project SET languages = languages || ARRAY(
      SELECT l FROM unnest(${languages}::text[]) l WHERE l <> ALL (project.languages) ORDER BY l)
    WHERE id = ${projectId}::int AND NOT ${languages}::text[] <@ languages`

export const findLanguages = (on: Connection, projectId: number) =>
  getRow(on, z.object({ language: z.string(), languages: z.array(z.string()) }))`
    SELECT language, languages FROM project WHERE id = ${projectId}::int`

const translatedClass = z.object({
  ...classFacts.pick({ id: true, externalId: true, name: true, otherNames: true, path: true }).shape,
  index: z.number().nullable(),
})

/** Returns labelable classes by index, then inner nodes. */
export const findTranslatableClasses = (on: Connection, projectId: number) =>
  readRows(on, translatedClass)`
    SELECT id, class_index AS index, external_id AS "externalId", name, coalesce(other_names, '{}') AS "otherNames",
      coalesce(path, '{}') AS path
    FROM class WHERE project_id = ${projectId}::int ORDER BY class_index NULLS LAST, id`

const translationRow = z.object({
  classId: z.number(),
  language: z.string(),
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  note: z.string().nullable(),
})
export type TranslationRow = z.infer<typeof translationRow>

export const findTranslations = (on: Connection, projectId: number) =>
  readRows(on, translationRow)`
    SELECT class_id AS "classId", language, name, other_names AS "otherNames", gloss, note FROM class_translation
    WHERE project_id = ${projectId}::int ORDER BY class_id, language`

/** Counts the labelable classes with a name, a gloss and a note in each additional language of a project. */
export const countTranslations = (projectId: number) =>
  readRows(prisma, translatedLanguage)`
    SELECT l.tag AS language, count(c.id)::int AS names, count(c.id) FILTER (WHERE t.gloss IS NOT NULL)::int AS glosses,
      count(c.id) FILTER (WHERE t.note IS NOT NULL)::int AS notes
    FROM project p CROSS JOIN unnest(p.languages) WITH ORDINALITY l (tag, place)
    LEFT JOIN class_translation t ON t.project_id = p.id AND t.language = l.tag
    LEFT JOIN class c ON c.project_id = t.project_id AND c.id = t.class_id AND c.class_index IS NOT NULL
    WHERE p.id = ${projectId}::int GROUP BY l.tag, l.place ORDER BY l.place`

const describedCount = z.object({ classes: z.number(), glosses: z.number(), notes: z.number() })

export const countDescribedClasses = (projectId: number) =>
  getRow(prisma, describedCount)`
    SELECT count(*)::int AS classes, count(gloss)::int AS glosses, count(note)::int AS notes FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL`

/** Deletes translations into languages that the project no longer has, and stops showing names in them. */
export async function deleteOtherLanguages(projectId: number, db: Db): Promise<void> {
  await runSql(db)`
    DELETE FROM class_translation t USING project p
    WHERE p.id = ${projectId}::int AND t.project_id = p.id AND t.language <> ALL (p.languages)`
  await runSql(db)`
    UPDATE shown_candidate s SET language = NULL FROM assignment a, project p
    WHERE p.id = ${projectId}::int AND a.project_id = p.id AND a.state = 'leased'
      AND s.project_id = a.project_id AND s.assignment_id = a.id AND s.language <> ALL (p.languages)`
  await runSql(db)`
    UPDATE rater r SET language = NULL FROM project p
    WHERE p.id = ${projectId}::int AND r.project_id = p.id AND r.language <> ALL (p.languages)`
}
