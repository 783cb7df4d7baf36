import { z } from 'zod'
import { imageContents } from '@/lib/contracts/images/image-actions'
import { type Db, prisma } from '@/lib/db/client'
import { deleteTasks, preferIndexes } from '@/lib/db/rating/delete-tasks'
import { dropIndex } from '@/lib/db/session/copy-session'
import { type Connection, getRow, getValue, readValues, runSql } from '@/lib/db/session/sql'

interface Images {
  projectId: number
  imageIds: number[]
}

const use = imageContents.pick({ inRuns: true, held: true })
const contents = imageContents.omit({ images: true, inRuns: true, held: true })

export const findImageUse = ({ projectId, imageIds }: Images, db: Connection) =>
  getRow(db, use)`
    SELECT
      (SELECT count(DISTINCT r.image_id)::int FROM aggregation_run n
        JOIN run_image r ON r.project_id = n.project_id AND r.run_id = n.id AND r.image_id = ANY(${imageIds}::int[])
        WHERE n.project_id = ${projectId}::int) AS "inRuns",
      (SELECT count(DISTINCT t.image_id)::int FROM task t
        JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id AND a.state = 'leased'
        WHERE t.project_id = ${projectId}::int AND t.image_id = ANY(${imageIds}::int[])) AS "held"`

export const findImageContents = ({ projectId, imageIds }: Images, db: Connection) =>
  getRow(db, contents)`
    WITH chosen AS (SELECT id FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]))
    SELECT
      (SELECT count(*)::int FROM chosen) AS candidates,
      (SELECT count(*)::int FROM vote WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])) AS votes,
      (SELECT count(*)::int FROM golden_answer g
        WHERE g.project_id = ${projectId}::int AND g.candidate_id IN (SELECT id FROM chosen)
          AND g.source <> 'adjudication') AS "goldenAnswers",
      (SELECT count(*)::int FROM adjudication a
        WHERE a.project_id = ${projectId}::int AND a.candidate_id IN (SELECT id FROM chosen)) AS decisions`

export const countCandidates = ({ projectId, imageIds }: Images): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT count(*)::int FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])`

/** Without assignments, deleting candidates need not look up shown_candidate rows. */
export const hasAssignments = (projectId: number): Promise<boolean> =>
  getValue(prisma, z.boolean())`SELECT EXISTS (SELECT FROM assignment WHERE project_id = ${projectId}::int)`

export const withdrawImageTasks = ({ projectId, imageIds }: Images, db: Db): Promise<number> =>
  runSql(db)`
    UPDATE task SET is_launched = false
    WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]) AND is_launched`

/** Prevents raters from taking, answering or reopening tasks of images until the transaction ends. */
export async function lockImageTasks({ projectId, imageIds }: Images, on: Connection): Promise<void> {
  await runSql(on)`
    SELECT FROM task WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]) ORDER BY id FOR UPDATE`
  await runSql(on)`
    SELECT FROM assignment WHERE project_id = ${projectId}::int AND task_id IN (
      SELECT id FROM task WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[]))
    ORDER BY id FOR UPDATE`
}

/** Also closes open batches that have no tasks left. The images' tasks must be locked. */
export async function deleteImageContents({ projectId, imageIds }: Images, on: Connection): Promise<void> {
  await preferIndexes(on)
  const tasks = await readValues(on, z.number())`
    SELECT id FROM task WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])`
  const batches = await deleteTasks(projectId, tasks, on)
  await runSql(on)`
    UPDATE batch b SET state = 'closed'
    WHERE b.project_id = ${projectId}::int AND b.id = ANY(${batches}::int[]) AND b.state = 'open'
      AND NOT EXISTS (SELECT FROM task t WHERE t.project_id = b.project_id AND t.batch_id = b.id)`
  await runSql(on)`DELETE FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])`
  await runSql(on)`DELETE FROM prediction WHERE project_id = ${projectId}::int AND image_id = ANY(${imageIds}::int[])`
}

/** Deletes images and closes the gaps in the positions of the others. The project must be locked. */
export async function deleteImages({ projectId, imageIds }: Images, on: Connection): Promise<void> {
  await runSql(on)`SET LOCAL enable_seqscan = off`
  await runSql(on)`DELETE FROM image WHERE project_id = ${projectId}::int AND id = ANY(${imageIds}::int[])`
  // In two steps, because no two images may have the same position at any time.
  await runSql(on)`
    UPDATE image i SET position = -1 - n.position
    FROM (SELECT id, (row_number() OVER (ORDER BY position) - 1)::int AS position FROM image
      WHERE project_id = ${projectId}::int) n
    WHERE i.project_id = ${projectId}::int AND i.id = n.id AND i.position <> n.position`
  await runSql(on)`UPDATE image SET position = -1 - position WHERE project_id = ${projectId}::int AND position < 0`
}

/** Drops indexes that `withTemporaryIndex` left for killed, then cancelled removals: every vote maintains them. */
export async function dropUnusedIndexes(): Promise<void> {
  const names = await readValues(prisma, z.string())`
    SELECT relname::text FROM pg_class c
    WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace
      AND relname ~ '^shown_candidate_candidate_id_of_[0-9]+$'
      AND NOT EXISTS (SELECT FROM job j WHERE j.project_id = substring(c.relname FROM '[0-9]+$')::int
        AND j.kind IN ('remove-images', 'delete-imported-votes') AND j.state IN ('queued', 'running'))`
  for (const name of names) await dropIndex(name)
}
