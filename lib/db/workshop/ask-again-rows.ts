import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/is-included'
import { getRow, sql } from '@/lib/db/session/sql'

/** As many candidates fit on one screen. */
const mostCandidates = 8

const written = z.object({ images: z.number(), tasks: z.number(), candidates: z.number() })

/**
 * Adds tasks to a batch that ask again about all candidates which rating tasks have asked about on some images; those of
 * excluded images are passed over. Nobody is asked twice: whoever answered a candidate before is not given its new task.
 * Call it with the project locked.
 */
export const insertTasksAgain = (
  { projectId, batchId, imageIds, votes }: { projectId: number; batchId: number; imageIds: number[]; votes: number },
  db: Db,
) =>
  getRow(db, written)`
    WITH asked AS (
      SELECT c.image_id, c.id AS candidate_id,
        (row_number() OVER (PARTITION BY c.image_id ORDER BY c.position) - 1)::int AS place
      FROM candidate c
      WHERE c.project_id = ${projectId}::int AND c.image_id = ANY(${imageIds}::int[]) AND ${isIncluded('c')}
        AND EXISTS (
          SELECT FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
          WHERE tc.project_id = c.project_id AND tc.candidate_id = c.id AND t.kind = 'rating')
    ), numbered AS (
      SELECT image_id, part, (SELECT coalesce(max(id), -1) FROM task WHERE project_id = ${projectId}::int)
        + row_number() OVER (ORDER BY image_id, part)::int AS task_id
      FROM (SELECT DISTINCT image_id, place / ${sql`${mostCandidates}::int`} AS part FROM asked) parts
    ), tasks AS (
      INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
      SELECT ${projectId}::int, task_id, ${batchId}::int, image_id, 'rating', ${votes}::int, true FROM numbered
      RETURNING id
    ), shown AS (
      INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
      SELECT ${projectId}::int, n.task_id, (a.place % ${mostCandidates}::int)::smallint, a.candidate_id
      FROM asked a JOIN numbered n ON n.image_id = a.image_id AND n.part = a.place / ${mostCandidates}::int
      RETURNING candidate_id
    )
    SELECT (SELECT count(DISTINCT image_id) FROM numbered)::int AS images, (SELECT count(*) FROM tasks)::int AS tasks,
      (SELECT count(*) FROM shown)::int AS candidates`
