import { z } from 'zod'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { findRow, getValue, runSql } from '@/lib/db/session/sql'

/**
 * Sets labels in three steps: collect them in a temporary table, look at what they would change, apply.
 * Leaves a table until the transaction ends.
 */
export async function collectLabels(session: CopySession, rows: AsyncIterable<CopyRow>): Promise<void> {
  await runSql(session)`
    CREATE TEMPORARY TABLE IF NOT EXISTS new_label (image_id int PRIMARY KEY, class_id int NOT NULL) ON COMMIT DROP`
  await runSql(session)`TRUNCATE new_label`
  await session.copyIn('new_label', ['image_id', 'class_id'], rows)
  await runSql(session)`ANALYZE new_label`
}

const askedImage = z.object({
  fileName: z.string(),
  /** How many such images there are. */
  count: z.number(),
})
export type AskedImage = z.infer<typeof askedImage>

/** The first image whose label would change though it has candidates, and how many there are; null without one. */
export async function findChangedAskedImage(session: CopySession, projectId: number): Promise<AskedImage | null> {
  return findRow(session, askedImage)`
    SELECT i.file_name AS "fileName", count(*) OVER ()::int AS count
    FROM new_label l JOIN image i ON i.project_id = ${projectId}::int AND i.id = l.image_id
    WHERE i.original_class_id IS DISTINCT FROM l.class_id
      AND EXISTS (SELECT FROM candidate c WHERE c.project_id = ${projectId}::int AND c.image_id = i.id)
    ORDER BY i.position LIMIT 1`
}

/** Gives the images their staged labels; those not named keep theirs. Counts what changed and what has none still. */
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
