import { z } from 'zod'
import { type ClassPicture, classFacts, classFigures, classPicture } from '@/lib/contracts/classes/class'
import { suggestibleClasses } from '@/lib/contracts/classes/suggestion'
import { foundClass } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { columnsOf, escapeLike, findRow, getRow, readRows, type Sql, sql } from '@/lib/db/session/sql'

const classRow = z.object({
  ...classFacts.pick({ id: true, index: true, name: true, otherNames: true, externalId: true, figures: true }).shape,
  hasNote: z.boolean(),
  decisionCount: z.number(),
})

/** Returns every labelable class by index, with its counts for a run; null where nothing was counted. */
export const findListedClasses = (projectId: number, runId: number | null) =>
  readRows(prisma, classRow)`
    SELECT c.id, c.class_index AS index, c.name, coalesce(c.other_names, '{}') AS "otherNames", c.external_id AS "externalId",
      c.note IS NOT NULL AS "hasNote", coalesce(d.decisions, 0)::int AS "decisionCount",
      CASE WHEN f.class_id IS NOT NULL THEN json_build_object(
        'originalCount', f.original_count, 'ratedCount', f.rated_count, 'labelledCount', f.labelled_count,
        'confirmedCount', f.confirmed_count, 'changedCount', f.changed_count, 'keptCount', f.kept_count,
        'candidateCount', f.candidate_count, 'noCount', f.no_count, 'maybeCount', f.maybe_count,
        'yesCount', f.yes_count, 'firstCount', f.first_count, 'rightCount', f.right_count) END AS figures
    FROM class c
    LEFT JOIN class_figure f ON f.project_id = c.project_id AND f.run_id = ${runId ?? -1}::int AND f.class_id = c.id
    LEFT JOIN (
      SELECT class_id, count(*) AS decisions FROM (
        SELECT low_id AS class_id FROM class_pair WHERE project_id = ${projectId}::int
        UNION ALL SELECT high_id FROM class_pair WHERE project_id = ${projectId}::int
      ) both_sides GROUP BY class_id
    ) d ON d.class_id = c.id
    WHERE c.project_id = ${projectId}::int AND c.class_index IS NOT NULL
    ORDER BY c.class_index`

/** Returns null if nothing was counted for the run. */
export const findClassFigures = ({
  projectId,
  runId,
  classId,
}: {
  projectId: number
  runId: number
  classId: number
}) =>
  findRow(prisma, classFigures)`
    SELECT ${columnsOf(classFigures)} FROM class_figure
    WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND class_id = ${classId}::int`

const row = z.object({ index: z.number(), name: z.string() })

export async function findClassNames(projectId: number): Promise<Map<number, string>> {
  const rows = await readRows(prisma, row)`
    SELECT class_index AS index, name FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY class_index`
  return new Map(rows.map(({ index, name }) => [index, name]))
}

const namedClass = z.object({ id: z.number(), name: z.string(), path: z.array(z.string()) })

/** Returns labelable classes by number, with their path from the root of the hierarchy. */
export const findClassPaths = (projectId: number) =>
  readRows(prisma, namedClass)`
    SELECT id, name, path FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY id`

const classUse = z.object({
  candidates: z.number(),
  originals: z.number(),
  predictions: z.number(),
  labels: z.number(),
  subclasses: z.number(),
  decisions: z.number(),
  suggestions: z.number(),
})

export const findClassUse = (projectId: number, classId: number, db: Db) =>
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

/** Returns the class's credited examples, then images with it as a label, highest score first, without repeats. */
export const findClassPictures = ({
  projectId,
  runId,
  classId,
  limit,
}: {
  projectId: number
  runId: number | null
  classId: number
  limit: number
}): Promise<ClassPicture[]> =>
  readRows(prisma, classPicture)`
    SELECT content_hash AS "contentHash", max(credit) AS credit, max(license) AS license FROM (
      SELECT e.content_hash, i.credit, i.license, e.position - 32768.0 AS place
      FROM class_example e JOIN image i ON i.project_id = e.project_id AND i.file_name = e.file_name
      WHERE e.project_id = ${projectId}::int AND e.class_id = ${classId}::int AND e.content_hash IS NOT NULL
      UNION ALL
      SELECT i.content_hash, i.credit, i.license, 1 - coalesce(s.score, 0)
      FROM run_label l
      JOIN image i ON i.project_id = l.project_id AND i.id = l.image_id AND i.content_hash IS NOT NULL
      LEFT JOIN candidate c ON c.project_id = i.project_id AND c.image_id = i.id AND c.class_id = l.class_id
      LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = l.run_id AND s.candidate_id = c.id
      WHERE l.project_id = ${projectId}::int AND l.run_id = ${runId ?? -1}::int AND l.class_id = ${classId}::int
    ) found
    GROUP BY content_hash ORDER BY min(place), content_hash LIMIT ${limit}::int`

const describedRow = suggestibleClasses.shape.classes.element

/** Matches labelable classes `c` in all languages and joins their translation `t` into one. */
const fitting = (projectId: number, text: string, limit: number, language: string | null): Sql => {
  const escaped = escapeLike(text)
  const [part, start] = [`%${escaped}%`, `${escaped}%`]
  const word = text.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&')
  return sql`FROM class c
    JOIN project p ON p.id = c.project_id
    LEFT JOIN class_translation t ON t.project_id = c.project_id AND t.class_id = c.id AND t.language = ${language}
    WHERE c.project_id = ${projectId}::int AND c.class_index IS NOT NULL AND (
      c.class_index::text = ${text} OR c.external_id ILIKE ${start} OR c.name ILIKE ${part}
      OR EXISTS (SELECT FROM unnest(c.other_names) o WHERE o ILIKE ${part})
      OR EXISTS (SELECT FROM class_translation x WHERE x.project_id = c.project_id AND x.class_id = c.id
        AND (x.name ILIKE ${part} OR EXISTS (SELECT FROM unnest(x.other_names) o WHERE o ILIKE ${part}))))
    ORDER BY c.class_index::text = ${text} DESC, (lower(c.external_id) = lower(${text})) IS TRUE DESC,
      lower(coalesce(t.name, c.name)) = lower(${text}) DESC, (
        SELECT min(CASE WHEN n ~* ${`\\m${word}\\M`} THEN 0 WHEN n ~* ${`\\m${word}`} THEN 1 ELSE 2 END)
        FROM unnest(coalesce(t.name, c.name) || CASE WHEN t.name IS NULL THEN c.other_names ELSE t.other_names END) n
      ), coalesce(t.name, c.name) ILIKE ${start} DESC, c.class_index
    LIMIT ${limit}::int`
}

/**
 * Searches labelable classes in all languages of the project: first the exact index, external id or name, then names
 * and other names that have the text as words, at the beginning of a word, or anywhere. An empty text returns the first
 * classes.
 */
export const searchClasses = (projectId: number, text: string, limit: number) =>
  readRows(prisma, foundClass)`
    SELECT c.id, c.name, c.external_id AS "externalId", c.class_index AS index
    ${fitting(projectId, text, limit, null)}`

/** Does the same search with descriptions in a rater's language, because raters know a class by its name alone. */
export const searchDescribedClasses = (
  { projectId, language, limit }: { projectId: number; language: string | null; limit: number },
  text: string,
) =>
  readRows(prisma, describedRow)`
    SELECT coalesce(t.name, c.name) AS name,
      coalesce(CASE WHEN t.name IS NULL THEN c.other_names ELSE t.other_names END, '{}') AS "otherNames",
      coalesce(t.gloss, c.gloss) AS gloss, coalesce(t.language, p.language) AS lang,
      CASE WHEN t.gloss IS NULL THEN p.language ELSE t.language END AS "glossLang"
    ${fitting(projectId, text, limit, language)}`

const classFileRow = z.object({
  ...classFacts.omit({ figures: true, shares: true, agreement: true }).shape,
  index: z.number().nullable(),
  links: z.array(z.string()),
  parents: z.array(z.number()),
  examples: z.array(z.string()),
  translations: z.record(
    z.string(),
    z.object({
      ...{ name: z.string(), otherNames: z.array(z.string()) },
      ...{ gloss: z.string().nullable(), note: z.string().nullable() },
    }),
  ),
})
export type ClassFileRow = z.infer<typeof classFileRow>

/** Returns labelable classes by index, then inner nodes by number. */
export const findClassFileRows = (projectId: number): Promise<ClassFileRow[]> =>
  readRows(prisma, classFileRow)`
    SELECT c.id, c.class_index AS index, c.external_id AS "externalId", c.name, c.other_names AS "otherNames", c.gloss, c.note,
      c.wikipedia_url AS "wikipediaUrl", c.path, c.links,
      ARRAY(SELECT p.parent_id FROM class_parent p WHERE p.project_id = c.project_id AND p.child_id = c.id
        ORDER BY p.parent_id) AS parents,
      ARRAY(SELECT e.file_name FROM class_example e WHERE e.project_id = c.project_id AND e.class_id = c.id
        ORDER BY e.position) AS examples,
      coalesce((
        SELECT jsonb_object_agg(t.language, jsonb_build_object('name', t.name, 'otherNames', t.other_names, 'gloss', t.gloss, 'note', t.note))
        FROM class_translation t WHERE t.project_id = c.project_id AND t.class_id = c.id
      ), '{}') AS translations
    FROM class c WHERE c.project_id = ${projectId}::int ORDER BY c.class_index NULLS LAST, c.id`
