import { z } from 'zod'
import { type CopyRow, type CopySession, streamRows } from '@/lib/db/session/copy-session'
import { findRow, getValue, runSql, storedAnswer } from '@/lib/db/session/sql'
import { lockByKey } from '@/lib/db/session/transaction'

const goldenFileRow = z.object({
  fileName: z.string(),
  className: z.string(),
  classId: z.string().nullable(),
  expert: z.string(),
  answer: storedAnswer,
  conclusion: z.number().nullable(),
})

/** Sorts by file, class and expert, and includes the current conclusion on the pair. */
export const goldenFileRows = (projectId: number) => streamRows(goldenFileRow)`
  SELECT i.file_name AS "fileName", l.name AS "className", l.external_id AS "classId",
    coalesce(r.external_id, 'expert-' || r.id) AS expert, g.answer, n.conclusion
  FROM golden_answer g
  JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
  JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
  JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
  JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
  LEFT JOIN (
    SELECT DISTINCT ON (candidate_id) candidate_id, conclusion FROM golden_note
    WHERE project_id = ${projectId} AND conclusion IS NOT NULL ORDER BY candidate_id, id DESC
  ) n ON n.candidate_id = c.id
  WHERE g.project_id = ${projectId} AND g.source = 'expert'
  ORDER BY i.position, l.class_index, r.id`

/** line, image, class, expert, answer and conclusion as stored; null for no conclusion. */
export type GoldenImportRow = readonly [number, number, number, string, number, number | null]

/** Collects the answers of a file in a temporary table for the statements below. */
export async function collectGoldenAnswers(
  session: CopySession,
  rows: Iterable<GoldenImportRow> | AsyncIterable<GoldenImportRow>,
) {
  await runSql(session)`
    CREATE TEMP TABLE golden_import (
    line integer, image_id integer, class_id integer, expert text, answer smallint, conclusion smallint,
    rater_id integer, candidate_id integer) ON COMMIT DROP`
  const columns = ['line', 'image_id', 'class_id', 'expert', 'answer', 'conclusion']
  await session.copyIn('golden_import', columns, rows as AsyncIterable<CopyRow>)
  await runSql(session)`ANALYZE golden_import`
}

/**
 * Finds the expert of each answer by the name in files or, for experts without one, by `expert-` and the number, as
 * exports name them. Creates missing experts and returns how many. The project must be locked.
 */
export async function nameExperts(session: CopySession, projectId: number): Promise<number> {
  await runSql(session)`
    UPDATE golden_import g SET rater_id = r.id FROM rater r
    WHERE r.project_id = ${projectId}::int AND r.is_expert AND coalesce(r.external_id, 'expert-' || r.id) = g.expert`
  await lockByKey(session, 'raterNumbers', projectId)
  const made = await runSql(session)`
    INSERT INTO rater (project_id, id, kind, is_expert, external_id)
     SELECT ${projectId}::int, last.id + row_number() OVER (ORDER BY n.line), 'imported', true, n.expert
     FROM (SELECT expert, min(line) AS line FROM golden_import WHERE rater_id IS NULL GROUP BY expert) n
     CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM rater WHERE project_id = ${projectId}::int) last`
  await runSql(session)`
    UPDATE golden_import g SET rater_id = r.id FROM rater r
    WHERE g.rater_id IS NULL AND r.project_id = ${projectId}::int AND r.is_expert AND r.external_id = g.expert`
  return made
}

/** Makes pairs candidates that are not yet, numbered after existing ones. Returns how many. */
export async function makeImportedCandidates(session: CopySession, projectId: number): Promise<number> {
  const made = await runSql(session)`
    INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
     SELECT ${projectId}::int, last.id + w.position, w.image_id, w.class_id, last.position + w.position,
       coalesce(w.class_id = i.original_class_id, false)
     FROM (
       SELECT image_id, class_id, row_number() OVER (ORDER BY image_id, class_id)::int AS position
       FROM (SELECT DISTINCT image_id, class_id FROM golden_import) p
       WHERE NOT EXISTS (SELECT FROM candidate c
         WHERE c.project_id = ${projectId}::int AND c.image_id = p.image_id AND c.class_id = p.class_id)
     ) w
     JOIN image i ON i.project_id = ${projectId}::int AND i.id = w.image_id
     CROSS JOIN (
       SELECT coalesce(max(id), -1) AS id, coalesce(max(position), -1) AS position FROM candidate WHERE project_id = ${projectId}::int
     ) last`
  await runSql(session)`
    UPDATE golden_import g SET candidate_id = c.id FROM candidate c
    WHERE c.project_id = ${projectId}::int AND c.image_id = g.image_id AND c.class_id = g.class_id`
  await runSql(session)`
    INSERT INTO candidate_model (project_id, candidate_id, model_id)
    SELECT p.project_id, c.id, p.model_id
    FROM (SELECT DISTINCT candidate_id FROM golden_import) g
    JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = g.candidate_id
    JOIN prediction p ON p.project_id = c.project_id AND p.image_id = c.image_id AND p.class_id = c.class_id
    JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id AND NOT m.is_scored_only
    ON CONFLICT DO NOTHING`
  return made
}

export const findContradiction = (session: CopySession, projectId: number) =>
  findRow(session, z.object({ line: z.number(), expert: z.string(), said: storedAnswer, stored: storedAnswer }))`
    SELECT g.line, g.expert, g.answer AS said, a.answer AS stored FROM golden_import g
    JOIN golden_answer a ON a.project_id = ${projectId}::int AND a.candidate_id = g.candidate_id AND a.rater_id = g.rater_id
      AND a.source = 'expert'
    WHERE a.answer <> g.answer ORDER BY g.line LIMIT 1`

/** Inserts the new answers, without a time, and returns how many. */
export const insertImportedAnswers = (session: CopySession, projectId: number): Promise<number> =>
  getValue(session, z.number())`
    WITH added AS (
      INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
      SELECT ${projectId}::int, candidate_id, rater_id, 'expert', answer FROM golden_import
      ON CONFLICT DO NOTHING RETURNING 1
    ) SELECT count(*)::int AS count FROM added`

/** Inserts conclusions that differ from the current ones, in the name of the file, and returns how many. */
export const insertImportedConclusions = (
  session: CopySession,
  { projectId, userId, author, text }: { projectId: number; userId: string | null; author: string; text: string },
): Promise<number> =>
  getValue(session, z.number())`
    WITH added AS (
      INSERT INTO golden_note (project_id, id, candidate_id, user_id, author, text, conclusion)
      SELECT ${projectId}::int, last.id + row_number() OVER (ORDER BY w.candidate_id), w.candidate_id, ${userId}::uuid,
        ${author}, ${text}, w.conclusion
      FROM (
        SELECT DISTINCT g.candidate_id, g.conclusion FROM golden_import g
        LEFT JOIN LATERAL (
          SELECT n.conclusion FROM golden_note n
          WHERE n.project_id = ${projectId}::int AND n.candidate_id = g.candidate_id AND n.conclusion IS NOT NULL
          ORDER BY n.id DESC LIMIT 1
        ) n ON true
        WHERE g.conclusion IS NOT NULL AND n.conclusion IS DISTINCT FROM g.conclusion
      ) w
      CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM golden_note WHERE project_id = ${projectId}::int) last
      RETURNING 1
    ) SELECT count(*)::int AS count FROM added`
