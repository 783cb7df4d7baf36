import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { getRow, runSql, type Sql, sql } from '@/lib/db/session/sql'

/** Maximum number of candidates on one screen. */
const maxCandidates = 8

const written = z.object({ images: z.number(), tasks: z.number(), candidates: z.number() })

interface NewTasks {
  projectId: number
  batchId: number
  votes: number
}

/** `asked` is a query of `image_id`, `candidate_id`, and their `place` in the image. */
const insertTasks = ({ projectId, batchId, votes }: NewTasks, asked: Sql, db: Db) =>
  getRow(db, written)`
    WITH asked AS (${asked}), numbered AS (
      SELECT image_id, part, (SELECT coalesce(max(id), -1) FROM task WHERE project_id = ${projectId}::int)
        + row_number() OVER (ORDER BY image_id, part)::int AS task_id
      FROM (SELECT DISTINCT image_id, place / ${sql`${maxCandidates}::int`} AS part FROM asked) parts
    ), tasks AS (
      INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
      SELECT ${projectId}::int, task_id, ${batchId}::int, image_id, 'rating', ${votes}::int, true FROM numbered
      RETURNING id
    ), shown AS (
      INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
      SELECT ${projectId}::int, n.task_id, (a.place % ${maxCandidates}::int)::smallint, a.candidate_id
      FROM asked a JOIN numbered n ON n.image_id = a.image_id AND n.part = a.place / ${maxCandidates}::int
      RETURNING candidate_id
    )
    SELECT (SELECT count(DISTINCT image_id) FROM numbered)::int AS images, (SELECT count(*) FROM tasks)::int AS tasks,
      (SELECT count(*) FROM shown)::int AS candidates`

const numberedCandidates = sql`c.image_id, c.id AS candidate_id,
  (row_number() OVER (PARTITION BY c.image_id ORDER BY c.position) - 1)::int AS place`

/** Skips excluded images. No rater gets a new task on a candidate they answered. The project must be locked. */
export const insertTasksAgain = ({ imageIds, ...tasks }: NewTasks & { imageIds: number[] }, db: Db) =>
  insertTasks(
    tasks,
    sql`SELECT ${numberedCandidates} FROM candidate c
      WHERE c.project_id = ${tasks.projectId}::int AND c.image_id = ANY(${imageIds}::int[]) AND ${isIncluded('c')}
        AND EXISTS (
          SELECT FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
          WHERE tc.project_id = c.project_id AND tc.candidate_id = c.id AND t.kind = 'rating')`,
    db,
  )

type Suggested = readonly { imageId: number; classId: number }[]

/**
 * Suggested classes must be candidates already. Records the tasks on the suggestions, so that nobody is asked about
 * their own suggestion. The project must be locked.
 */
export async function insertSuggestedTasks({ suggested, ...tasks }: NewTasks & { suggested: Suggested }, db: Db) {
  const { projectId, batchId } = tasks
  const wanted = sql`candidate c
    JOIN unnest(${suggested.map(({ imageId }) => imageId)}::int[], ${suggested.map(({ classId }) => classId)}::int[])
      AS w (image_id, class_id) ON c.image_id = w.image_id AND c.class_id = w.class_id AND c.project_id = ${projectId}::int`
  const made = await insertTasks(tasks, sql`SELECT ${numberedCandidates} FROM ${wanted}`, db)
  await runSql(db)`
    UPDATE suggestion s SET task_id = tc.task_id
    FROM ${wanted}
    JOIN task_candidate tc ON tc.project_id = c.project_id AND tc.candidate_id = c.id
    JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id AND t.batch_id = ${batchId}::int
    WHERE s.project_id = ${projectId}::int AND s.image_id = c.image_id
      AND coalesce(s.class_id, s.mapped_class_id) = c.class_id AND s.task_id IS NULL`
  return made
}
