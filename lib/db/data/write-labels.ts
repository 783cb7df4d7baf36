import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'

/** Sets labels in three steps: collect them in a temporary table, look at what they would change, apply. Leaves a table until the transaction ends. */
export async function collectLabels(session: CopySession, rows: AsyncIterable<CopyRow>): Promise<void> {
  await session.query(
    'CREATE TEMPORARY TABLE IF NOT EXISTS new_label (image_id int PRIMARY KEY, class_id int NOT NULL) ON COMMIT DROP',
  )
  await session.query('TRUNCATE new_label')
  await session.copyIn('new_label', ['image_id', 'class_id'], rows)
  await session.query('ANALYZE new_label')
}

export interface AskedImage {
  fileName: string
  /** How many such images there are. */
  count: number
}

/** The first image whose label would change though it has candidates, and how many there are; null without one. */
export async function findChangedAskedImage(session: CopySession, projectId: number): Promise<AskedImage | null> {
  const rows = await session.query<AskedImage>(
    `SELECT i.file_name AS "fileName", count(*) OVER ()::int AS count
     FROM new_label l JOIN image i ON i.project_id = $1 AND i.id = l.image_id
     WHERE i.original_class_id IS DISTINCT FROM l.class_id
       AND EXISTS (SELECT FROM candidate c WHERE c.project_id = $1 AND c.image_id = i.id)
     ORDER BY i.position LIMIT 1`,
    [projectId],
  )
  return rows.at(0) ?? null
}

/** Gives the images their staged labels; those not named keep theirs. Counts what changed and what has none still. */
export async function applyLabels(
  session: CopySession,
  projectId: number,
): Promise<{ changed: number; withoutLabel: number }> {
  const [{ changed }] = await session.query<{ changed: number }>(
    `WITH changed AS (
       UPDATE image i SET original_class_id = l.class_id FROM new_label l
       WHERE i.project_id = $1 AND i.id = l.image_id AND i.original_class_id IS DISTINCT FROM l.class_id
       RETURNING i.id
     )
     SELECT count(*)::int AS changed FROM changed`,
    [projectId],
  )
  const [{ withoutLabel }] = await session.query<{ withoutLabel: number }>(
    `SELECT count(*)::int AS "withoutLabel" FROM image WHERE project_id = $1 AND original_class_id IS NULL`,
    [projectId],
  )
  return { changed, withoutLabel }
}
