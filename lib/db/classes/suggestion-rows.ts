import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, readRows, runSql } from '@/lib/db/session/sql'
import { suggestionKey } from '@/lib/domain/classes/suggestion'

export interface SuggestedBy {
  projectId: number
  imageId: number
  raterId: number
}

const ownRow = z.object({ name: z.string(), isClass: z.boolean() })

export const findOwnSuggestions = ({ projectId, imageId, raterId }: SuggestedBy) =>
  readRows(prisma, ownRow)`
    SELECT coalesce(s.text, t.name, c.name) AS name, s.class_id IS NOT NULL AS "isClass"
    FROM suggestion s JOIN suggestion_rater r ON r.project_id = s.project_id AND r.suggestion_id = s.id
    LEFT JOIN class c ON c.project_id = s.project_id AND c.id = s.class_id
    LEFT JOIN class_translation t ON t.project_id = c.project_id AND t.class_id = c.id
      AND t.language = (SELECT o.language FROM rater o WHERE o.project_id = r.project_id AND o.id = r.rater_id)
    WHERE s.project_id = ${projectId}::int AND s.image_id = ${imageId}::int AND r.rater_id = ${raterId}::int
    ORDER BY r.created_at, s.id`

export const countOwnSuggestions = ({ projectId, imageId, raterId }: SuggestedBy) =>
  prisma.suggestionRater.count({ where: { projectId, raterId, suggestion: { imageId } } })

const namedClass = z.object({ name: z.string(), classId: z.number() })

/** Ignores case. Prefers a name in the given language to one in the project's own, then an exact match. */
export async function findNamedClasses(
  { projectId, language }: { projectId: number; language: string | null },
  names: string[],
): Promise<Map<string, number>> {
  const found = await readRows(prisma, namedClass)`
    SELECT DISTINCT ON (n.name) n.name, c.id AS "classId"
    FROM unnest(${names}::text[]) AS n (name)
    JOIN class c ON c.project_id = ${projectId}::int AND c.class_index IS NOT NULL
    LEFT JOIN class_translation t ON t.project_id = c.project_id AND t.class_id = c.id AND t.language = ${language}
    WHERE lower(n.name) IN (lower(c.name), lower(t.name))
    ORDER BY n.name, lower(t.name) = lower(n.name) DESC NULLS LAST, n.name IN (c.name, t.name) DESC NULLS LAST, c.class_index`
  return new Map(found.map(({ name, classId }) => [name, classId]))
}

const lockImage = (projectId: number, imageId: number, db: Db) =>
  findRow(db, z.object({ id: z.number() }))`
    SELECT id FROM image WHERE project_id = ${projectId}::int AND id = ${imageId}::int FOR NO KEY UPDATE`

/** Deletes suggestions that no rater makes any more, except asked, mapped and dismissed ones. */
const deleteAbandonedSuggestions = (projectId: number, imageId: number | null, db: Db) =>
  runSql(db)`
    DELETE FROM suggestion s
    WHERE s.project_id = ${projectId}::int AND (${imageId}::int IS NULL OR s.image_id = ${imageId}::int)
      AND s.task_id IS NULL AND s.mapped_class_id IS NULL AND s.dismissed_at IS NULL AND NOT EXISTS (
        SELECT FROM suggestion_rater r WHERE r.project_id = s.project_id AND r.suggestion_id = s.id)`

/** Must run in a transaction. */
export async function replaceOwnSuggestions(
  { projectId, imageId, raterId }: SuggestedBy,
  { classIds, texts }: { classIds: number[]; texts: string[] },
  db: Db,
): Promise<void> {
  await lockImage(projectId, imageId, db)
  const keys = texts.map(suggestionKey)
  await runSql(db)`
    INSERT INTO suggestion (project_id, image_id, class_id)
    SELECT ${projectId}::int, ${imageId}::int, one.id FROM unnest(${classIds}::int[]) AS one (id)
    ON CONFLICT (project_id, image_id, class_id) DO NOTHING`
  await runSql(db)`
    INSERT INTO suggestion (project_id, image_id, text, text_key)
    SELECT ${projectId}::int, ${imageId}::int, one.text, one.key
    FROM unnest(${texts}::text[], ${keys}::text[]) AS one (text, key)
    ON CONFLICT (project_id, image_id, text_key) DO NOTHING`
  await runSql(db)`
    DELETE FROM suggestion_rater r USING suggestion s
    WHERE s.project_id = ${projectId}::int AND s.image_id = ${imageId}::int
      AND NOT (coalesce(s.class_id = ANY (${classIds}::int[]), false) OR coalesce(s.text_key = ANY (${keys}::text[]), false))
      AND r.project_id = s.project_id AND r.suggestion_id = s.id AND r.rater_id = ${raterId}::int`
  await runSql(db)`
    INSERT INTO suggestion_rater (project_id, suggestion_id, rater_id)
    SELECT s.project_id, s.id, ${raterId}::int FROM suggestion s
    WHERE s.project_id = ${projectId}::int AND s.image_id = ${imageId}::int
      AND (s.class_id = ANY (${classIds}::int[]) OR s.text_key = ANY (${keys}::text[]))
    ON CONFLICT DO NOTHING`
  await deleteAbandonedSuggestions(projectId, imageId, db)
}
