import { z } from 'zod'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { findRow, getValue, raw, runSql } from '@/lib/db/session/sql'

const columns = ['file_name', 'content_hash', 'byte_size', 'width', 'height', 'credit', 'credit_url', 'license']

/** Step 1 of adding images; next, check what they would replace, then apply. Rows: position, then as `columns`. */
export async function collectImages(session: CopySession, rows: Iterable<CopyRow>): Promise<void> {
  await runSql(session)`
    CREATE TEMPORARY TABLE IF NOT EXISTS new_image (position int NOT NULL, file_name text PRIMARY KEY, content_hash text NOT NULL,
    byte_size int NOT NULL, width int NOT NULL, height int NOT NULL, credit text, credit_url text, license text) ON COMMIT DROP`
  await runSql(session)`TRUNCATE new_image`
  await session.copyIn('new_image', ['position', ...columns], rows)
  await runSql(session)`ANALYZE new_image`
}

const replacedImage = z.object({
  position: z.number(),
  /** Number of such images. */
  count: z.number(),
})

/** Returns the first staged image whose name belongs to a different picture; null if there is none. */
export const findReplacedImage = (session: CopySession, projectId: number) =>
  findRow(session, replacedImage)`
    SELECT n.position, count(*) OVER ()::int AS count
    FROM new_image n JOIN image i ON i.project_id = ${projectId}::int AND i.file_name = n.file_name
    WHERE i.content_hash <> n.content_hash
    ORDER BY n.position LIMIT 1`

const repeatedImage = z.object({
  name: z.string(),
  /** The name under which the project already has this picture. */
  earlierName: z.string(),
  /** Number of such images. */
  count: z.number(),
})

/** Returns the first new image whose picture the project already has under another name; null if there is none. */
export const findRepeatedImage = (session: CopySession, projectId: number) =>
  findRow(session, repeatedImage)`
    SELECT n.file_name AS name, earlier.file_name AS "earlierName", count(*) OVER ()::int AS count
    FROM new_image n CROSS JOIN LATERAL (
      SELECT file_name FROM image i WHERE i.project_id = ${projectId}::int AND i.content_hash = n.content_hash
      ORDER BY position LIMIT 1
    ) earlier
    WHERE NOT EXISTS (SELECT FROM image i WHERE i.project_id = ${projectId}::int AND i.file_name = n.file_name)
    ORDER BY n.position LIMIT 1`

/**
 * Writes the staged images. New names are appended in their order, a name without a picture gets its picture, and given
 * credits, licenses and sources replace earlier ones; missing ones change nothing.
 */
export async function applyImages(session: CopySession, projectId: number) {
  const completed = await runSql(session)`
    UPDATE image i SET content_hash = n.content_hash, byte_size = n.byte_size, width = n.width, height = n.height
    FROM new_image n WHERE i.project_id = ${projectId}::int AND i.file_name = n.file_name AND i.content_hash IS NULL`
  const credited = await runSql(session)`
    UPDATE image i SET credit = coalesce(n.credit, i.credit), credit_url = coalesce(n.credit_url, i.credit_url),
      license = coalesce(n.license, i.license)
    FROM new_image n WHERE i.project_id = ${projectId}::int AND i.file_name = n.file_name
      AND (i.credit, i.credit_url, i.license) IS DISTINCT FROM
        (coalesce(n.credit, i.credit), coalesce(n.credit_url, i.credit_url), coalesce(n.license, i.license))`
  const added = await runSql(session)`
    INSERT INTO image (project_id, id, position, ${raw(columns.join(', '))})
    SELECT ${projectId}::int, last.id + row_number() OVER (ORDER BY n.position),
      last.position + row_number() OVER (ORDER BY n.position), ${raw(columns.map((column) => `n.${column}`).join(', '))}
    FROM new_image n, (
      SELECT coalesce(max(id), -1) AS id, coalesce(max(position), -1) AS position
      FROM image WHERE project_id = ${projectId}::int
    ) last
    WHERE NOT EXISTS (SELECT FROM image i WHERE i.project_id = ${projectId}::int AND i.file_name = n.file_name)`
  return { added, completed, credited }
}

/** Links every class example to the project's picture with its file name, from this import or an earlier one. */
export const linkClassExamples = (session: CopySession, projectId: number) =>
  runSql(session)`
    UPDATE class_example e SET content_hash = i.content_hash FROM image i
    WHERE e.project_id = ${projectId}::int AND i.project_id = ${projectId}::int AND i.file_name = e.file_name
      AND e.content_hash IS DISTINCT FROM i.content_hash`

/** Step 1 of setting labels; next, check what they would change, then apply. The table lasts for the transaction. */
export async function collectLabels(session: CopySession, rows: AsyncIterable<CopyRow>): Promise<void> {
  await runSql(session)`
    CREATE TEMPORARY TABLE IF NOT EXISTS new_label (image_id int PRIMARY KEY, class_id int NOT NULL) ON COMMIT DROP`
  await runSql(session)`TRUNCATE new_label`
  await session.copyIn('new_label', ['image_id', 'class_id'], rows)
  await runSql(session)`ANALYZE new_label`
}

const askedImage = z.object({
  fileName: z.string(),
  /** Number of such images. */
  count: z.number(),
})

/** Returns the first image whose label would change although it has candidates; null if there is none. */
export const findChangedAskedImage = (session: CopySession, projectId: number) =>
  findRow(session, askedImage)`
    SELECT i.file_name AS "fileName", count(*) OVER ()::int AS count
    FROM new_label l JOIN image i ON i.project_id = ${projectId}::int AND i.id = l.image_id
    WHERE i.original_class_id IS DISTINCT FROM l.class_id
      AND EXISTS (SELECT FROM candidate c WHERE c.project_id = ${projectId}::int AND c.image_id = i.id)
    ORDER BY i.position LIMIT 1`

/** Applies the staged labels; other images keep theirs. Counts the changed images and those still without a label. */
export async function applyLabels(
  session: CopySession,
  projectId: number,
): Promise<{ changed: number; withoutLabel: number }> {
  const changed = await getValue(session, z.number())`
    WITH changed AS (
      UPDATE image i SET original_class_id = l.class_id FROM new_label l
      WHERE i.project_id = ${projectId}::int AND i.id = l.image_id AND i.original_class_id IS DISTINCT FROM l.class_id
      RETURNING i.id
    )
    SELECT count(*)::int AS changed FROM changed`
  const withoutLabel = await getValue(session, z.number())`
    SELECT count(*)::int AS "withoutLabel" FROM image WHERE project_id = ${projectId}::int AND original_class_id IS NULL`
  return { changed, withoutLabel }
}
