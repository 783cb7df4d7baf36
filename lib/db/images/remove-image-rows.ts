import { z } from 'zod'
import { imageContents } from '@/lib/contracts/images/image-removal'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, getValue, readValues, runSql } from '@/lib/db/session/sql'

interface Images {
  projectId: number
  imageIds: number[]
}

const contents = imageContents.omit({ images: true })

/** What belongs to images: what goes with them, and what keeps them from being removed. */
export const findImageContents = ({ projectId, imageIds }: Images, db: Db = prisma) =>
  getRow(db, contents)`
    WITH chosen AS (SELECT id FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]))
    SELECT
      (SELECT count(*)::int FROM chosen) AS candidates,
      (SELECT count(*)::int FROM vote WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])) AS votes,
      (SELECT count(*)::int FROM golden_answer g
        WHERE g.project_id = ${projectId}::int AND g.candidate_id IN (SELECT id FROM chosen)
          AND g.source <> 'adjudication') AS "goldenAnswers",
      (SELECT count(*)::int FROM adjudication a
        WHERE a.project_id = ${projectId}::int AND a.candidate_id IN (SELECT id FROM chosen)) AS decisions,
      (SELECT count(DISTINCT r.image_id)::int FROM aggregation_run n
        JOIN run_image r ON r.project_id = n.project_id AND r.run_id = n.id AND r.image_id = ANY(${imageIds}::int[])
        WHERE n.project_id = ${projectId}::int) AS "inRuns",
      (SELECT count(DISTINCT t.image_id)::int FROM task t
        JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id AND a.state = 'leased'
        WHERE t.project_id = ${projectId}::int AND t.image_id = ANY(${imageIds}::int[])) AS "held"`

/** Whether raters were given a task of the project: then removal reads much for each candidate that goes. */
export const hasAssignments = (projectId: number, db: Db): Promise<boolean> =>
  getValue(db, z.boolean())`SELECT EXISTS (SELECT FROM assignment WHERE project_id = ${projectId}::int)`

/** Keeps raters from taking, answering or reopening tasks of images until the transaction ends. */
export async function lockImageTasks({ projectId, imageIds }: Images, db: Db): Promise<void> {
  await runSql(db)`
    SELECT FROM task WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]) ORDER BY id FOR UPDATE`
  await runSql(db)`
    SELECT FROM assignment WHERE project_id = ${projectId}::int AND task_id IN (
      SELECT id FROM task WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]))
    ORDER BY id FOR UPDATE`
}

/**
 * Deletes images with all that belongs to them, closes the gaps in the positions of the others, and closes open batches that
 * are left without tasks. Call it with the project and the images' tasks locked.
 */
export async function deleteImages({ projectId, imageIds }: Images, db: Db): Promise<void> {
  const assignments = await readValues(db, z.number())`
    SELECT a.id FROM task t JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id
    WHERE t.project_id = ${projectId}::int AND t.image_id = ANY(${imageIds}::int[])`
  // Votes first: the counts by the hour follow them while their assignments still have times.
  await runSql(db)`DELETE FROM vote WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])`
  await runSql(db)`
    DELETE FROM shown_candidate WHERE project_id = ${projectId}::int AND assignment_id = ANY(${assignments}::int[])`
  await runSql(db)`DELETE FROM assignment WHERE project_id = ${projectId}::int AND id = ANY(${assignments}::int[])`
  await runSql(db)`
    DELETE FROM vote_history WHERE project_id = ${projectId}::int AND assignment_id = ANY(${assignments}::int[])`
  const batches = await readValues(db, z.number())`
    WITH gone AS (
      DELETE FROM task WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]) RETURNING batch_id
    ) SELECT DISTINCT batch_id FROM gone`
  await runSql(db)`DELETE FROM image WHERE project_id = ${projectId}::int AND id = ANY(${imageIds}::int[])`
  await runSql(db)`
    UPDATE batch b SET state = 'closed'
    WHERE b.project_id = ${projectId}::int AND b.id = ANY(${batches}::int[]) AND b.state = 'open'
      AND NOT EXISTS (SELECT FROM task t WHERE t.project_id = b.project_id AND t.batch_id = b.id)`
  // In two steps, since no two images may have the same position in between.
  await runSql(db)`
    UPDATE image i SET position = -1 - n.position
    FROM (SELECT id, (row_number() OVER (ORDER BY position) - 1)::int AS position FROM image
      WHERE project_id = ${projectId}::int) n
    WHERE i.project_id = ${projectId}::int AND i.id = n.id AND i.position <> n.position`
  await runSql(db)`UPDATE image SET position = -1 - position WHERE project_id = ${projectId}::int AND position < 0`
}
