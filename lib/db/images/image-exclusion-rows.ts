import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { readValues, runSql } from '@/lib/db/session/sql'

interface Exclusion {
  projectId: number
  imageIds: number[]
  reason: string
  userId: string | null
}

/** Returns the newly excluded images. Raters may finish tasks of them that they hold. The project must be locked. */
export async function insertExclusions({ projectId, imageIds, reason, userId }: Exclusion, db: Db): Promise<number[]> {
  const excluded = await readValues(db, z.number())`
    INSERT INTO image_exclusion (project_id, image_id, reason, user_id)
    SELECT ${projectId}::int, one.id, ${reason}, ${userId}::uuid FROM unnest(${imageIds}::int[]) AS one (id)
    ON CONFLICT DO NOTHING RETURNING image_id`
  await runSql(db)`
    WITH stopped AS (
      UPDATE task SET is_launched = false
      WHERE project_id = ${projectId}::int AND image_id = ANY(${excluded}::int[]) AND is_launched
        AND kind = 'rating' AND submitted < quota
      RETURNING image_id, id
    )
    UPDATE image_exclusion e SET stopped_tasks = s.tasks
    FROM (SELECT image_id, array_agg(id ORDER BY id) AS tasks FROM stopped GROUP BY image_id) s
    WHERE e.project_id = ${projectId}::int AND e.image_id = s.image_id`
  return excluded
}

/**
 * Reopens the withdrawn tasks, except in batches stopped since, and batches that had closed without them. Returns the
 * changed images. The project must be locked.
 */
export async function deleteExclusions(projectId: number, imageIds: number[], db: Db): Promise<number[]> {
  // An open batch has no withdrawn tasks except those of excluded images. A closed batch has other withdrawn tasks if
  // it was stopped, and none if it finished without the excluded images.
  await runSql(db)`
    WITH opened AS (
      UPDATE task t SET is_launched = true, returned_order = nextval('task_queue_position_seq')
      FROM image_exclusion e, batch b
      WHERE e.project_id = ${projectId}::int AND e.image_id = ANY(${imageIds}::int[])
        AND t.project_id = e.project_id AND t.image_id = e.image_id
        AND t.kind = 'rating' AND NOT t.is_launched AND t.submitted < t.quota
        AND b.project_id = t.project_id AND b.id = t.batch_id AND (
          b.state = 'open' OR b.state = 'closed' AND t.id = ANY(e.stopped_tasks) AND NOT EXISTS (
            SELECT FROM task o WHERE o.project_id = b.project_id AND o.batch_id = b.id AND o.kind = 'rating'
              AND NOT o.is_launched AND ${isIncluded('o')}))
      RETURNING t.batch_id
    )
    UPDATE batch SET state = 'open'
    WHERE project_id = ${projectId}::int AND state = 'closed' AND id IN (SELECT batch_id FROM opened)`
  return readValues(db, z.number())`
    DELETE FROM image_exclusion WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])
    RETURNING image_id`
}
