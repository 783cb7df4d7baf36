import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { type Connection, getRow, getValue, readRows, runSql } from '@/lib/db/session/sql'
import { controlTaskKinds, goldenUses } from '@/lib/domain/quality/control-task-plan'

const taskRow = z.object({
  taskId: z.number(),
  imageId: z.number(),
  batchId: z.number(),
  kind: z.enum(controlTaskKinds),
  isLaunched: z.boolean(),
  candidateIds: z.array(z.number()),
})

export const findControlTasks = (projectId: number, db: Db) =>
  readRows(db, taskRow)`
    SELECT t.id AS "taskId", t.image_id AS "imageId", t.batch_id AS "batchId", t.kind::text AS kind,
      t.is_launched AS "isLaunched", array_agg(tc.candidate_id ORDER BY tc.position) AS "candidateIds"
    FROM task t JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
    WHERE t.project_id = ${projectId}::int AND t.kind IN ('golden', 'training', 'test') AND t.class_id IS NULL
    GROUP BY t.id, t.image_id, t.batch_id, t.kind, t.is_launched ORDER BY t.id`

const useRow = z.object({ imageId: z.number(), use: z.enum(goldenUses) })

/** Excluded images have no use. */
export const findGoldenUses = (projectId: number, db: Db) =>
  readRows(db, useRow)`
    SELECT image_id AS "imageId", use::text AS use FROM golden_image g WHERE project_id = ${projectId}::int
      AND ${isIncluded('g')}`

/** Returns the next task number, valid while the project's row is locked. */
export const nextTaskId = (projectId: number, db: Db): Promise<number> =>
  getValue(db, z.number())`
    SELECT coalesce(max(id), -1) + 1 AS "taskId" FROM task WHERE project_id = ${projectId}::int`

/** Whether there are test tasks, but none that this rater could still be asked: no task is asked twice. */
export const hasUsedUpTestTasks = (
  { projectId, raterId }: { projectId: number; raterId: number },
  db: Db,
): Promise<boolean> =>
  getValue(db, z.boolean())`
    SELECT task_id IS NULL AND EXISTS (
      SELECT FROM task WHERE project_id = ${projectId}::int AND kind = 'test' AND quota IS NULL AND is_launched
    ) AS "hasUsedUp" FROM find_control_task(${projectId}::int, ${raterId}::int, 'test', 0, false)`

export interface NewControlTask {
  id: number
  imageId: number
  kind: (typeof controlTaskKinds)[number]
  candidateIds: readonly number[]
}

/** Inserts tasks that are offered at once, to every rater: they have no quota. */
export async function insertControlTasks(projectId: number, batchId: number, tasks: readonly NewControlTask[], db: Db) {
  const places = tasks.flatMap(({ id, candidateIds }) =>
    candidateIds.map((candidate, position) => ({ id, candidate, position })),
  )
  await runSql(db)`
    INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched)
    SELECT ${projectId}::int, id, ${batchId}::int, image, kind::task_kind, true
    FROM unnest(${tasks.map(({ id }) => id)}::int[], ${tasks.map(({ imageId }) => imageId)}::int[],
      ${tasks.map(({ kind }) => kind)}::text[]) AS given (id, image, kind)`
  await runSql(db)`
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT ${projectId}::int, task, position, candidate
    FROM unnest(${places.map(({ id }) => id)}::int[], ${places.map(({ position }) => position)}::smallint[],
      ${places.map(({ candidate }) => candidate)}::int[]) AS given (task, position, candidate)`
}

export const setLaunched = (projectId: number, taskIds: readonly number[], isLaunched: boolean, db: Db) =>
  db.task.updateMany({ where: { projectId, id: { in: [...taskIds] } }, data: { isLaunched } })

export const setTruth = (projectId: number, pairs: readonly { candidateId: number; holds: boolean }[], db: Db) =>
  runSql(db)`
    UPDATE task_candidate tc SET holds = n.holds
    FROM (
      SELECT k.task_id, k.position, given.holds
      FROM task t JOIN task_candidate k ON k.project_id = t.project_id AND k.task_id = t.id
      LEFT JOIN unnest(${pairs.map(({ candidateId }) => candidateId)}::int[], ${pairs.map(({ holds }) => holds)}::boolean[])
        AS given (id, holds) ON given.id = k.candidate_id
      WHERE t.project_id = ${projectId}::int AND t.kind IN ('golden', 'training', 'test')
        AND k.holds IS DISTINCT FROM given.holds
    ) n
    WHERE tc.project_id = ${projectId}::int AND tc.task_id = n.task_id AND tc.position = n.position`

const shapeRow = z.object({ shape: z.array(z.number()) })

/**
 * Returns the numbers of candidates per task of an image for the newest thousand tasks: gold questions imitate them.
 */
export async function findOrdinaryShapes(projectId: number, db: Db): Promise<number[][]> {
  const rows = await readRows(db, shapeRow)`
    SELECT array_agg(size ORDER BY id) AS shape FROM (
      SELECT t.batch_id, t.image_id, t.id, count(*)::int AS size
      FROM (
        SELECT DISTINCT batch_id, image_id FROM (
          SELECT batch_id, image_id FROM task
          WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched AND class_id IS NULL
          ORDER BY id DESC LIMIT 1000
        ) newest
      ) n
      JOIN task t ON t.project_id = ${projectId}::int AND t.image_id = n.image_id AND t.batch_id = n.batch_id
        AND t.kind = 'rating' AND t.is_launched AND t.class_id IS NULL
      JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
      GROUP BY t.batch_id, t.image_id, t.id
    ) sized
    GROUP BY batch_id, image_id ORDER BY batch_id, image_id`
  return rows.map(({ shape }) => shape)
}

const shortageRow = z.object({
  raters: z.number(),
  afterTasks: z.number().nullable(),
  workingRaters: z.number(),
  answersWanted: z.number(),
})

/**
 * Returns for how many raters gold questions have run out, after how many tasks first, how many raters have submitted or
 * skipped a task, and how many answers open image-first tasks still need.
 */
export const findGoldenShortage = (projectId: number) =>
  getRow(prisma, shortageRow)`
    SELECT count(*) FILTER (WHERE golden_out_after IS NOT NULL)::int AS raters, min(golden_out_after) AS "afterTasks",
      count(*) FILTER (WHERE task_count > 0)::int AS "workingRaters",
      (SELECT coalesce(sum(quota - assigned), 0)::int FROM task
        WHERE project_id = ${projectId}::int AND is_open AND class_id IS NULL) AS "answersWanted"
    FROM rater_cursor WHERE project_id = ${projectId}::int`

const row = z.object({ projectId: z.number(), state: z.string() })

/** `state` changes when golden truth may have changed or a batch was launched: gold questions imitate its shapes. */
export const findGoldenTruthStates = () =>
  readRows(prisma, row)`
    SELECT p.id AS "projectId", concat_ws(':',
      (SELECT concat_ws(',', count(*), max(g.answered_at)) FROM golden_answer g
        WHERE g.project_id = p.id AND g.source = 'expert'),
      (SELECT max(n.id) FROM golden_note n WHERE n.project_id = p.id AND n.conclusion IS NOT NULL),
      (SELECT count(*) FROM golden_image i WHERE i.project_id = p.id),
      (SELECT concat_ws(',', count(*), max(e.created_at)) FROM image_exclusion e WHERE e.project_id = p.id),
      (SELECT concat_ws(',', count(*), max(b.launched_at)) FROM batch b WHERE b.project_id = p.id AND b.launched_at IS NOT NULL)) AS state
    FROM project p
    WHERE p.archived_at IS NULL AND ((p.quality ->> 'goldenShare')::float8 > 0 OR jsonb_typeof(p.quality -> 'qualification') = 'object'
      OR p.quality @? '$.rules[*] ? (@.kind == "golden-marks")')`

/**
 * Aligns class-first gold questions with the image-first ones: one for each candidate with known truth, offered while
 * an image-first one is. Does nothing in a project without class-first tasks. Returns how many were added; their truth
 * is written together with all others.
 */
export async function writeGridGolden(projectId: number, on: Connection): Promise<number> {
  const wanted = await runSql(
    on,
  )`SELECT FROM task WHERE project_id = ${projectId}::int AND class_id IS NOT NULL LIMIT 1`
  if (wanted === 0) return 0
  await runSql(on)`
    UPDATE task g SET is_launched = known.is_offered FROM (
      SELECT t.id, (
        SELECT coalesce(bool_or(i.is_launched), false) FROM task_candidate other
        JOIN task i ON i.project_id = other.project_id AND i.id = other.task_id AND i.kind = 'golden' AND i.class_id IS NULL
        WHERE other.project_id = t.project_id AND other.candidate_id = tc.candidate_id
      ) AS is_offered
      FROM task t JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
      WHERE t.project_id = ${projectId}::int AND t.kind = 'golden' AND t.class_id IS NOT NULL
    ) known
    WHERE g.project_id = ${projectId}::int AND g.id = known.id AND g.is_launched <> known.is_offered`
  return runSql(on)`
    WITH missing AS (
      SELECT t.batch_id, t.image_id, c.class_id, tc.candidate_id, tc.holds,
        (SELECT coalesce(max(id), -1) FROM task WHERE project_id = ${projectId}::int) + row_number() OVER (ORDER BY t.id, tc.position) AS id
      FROM task t
      JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id AND tc.holds IS NOT NULL
      JOIN candidate c ON c.project_id = tc.project_id AND c.id = tc.candidate_id
      WHERE t.project_id = ${projectId}::int AND t.kind = 'golden' AND t.class_id IS NULL AND t.is_launched AND NOT EXISTS (
        SELECT FROM task_candidate x JOIN task g ON g.project_id = x.project_id AND g.id = x.task_id
        WHERE x.project_id = tc.project_id AND x.candidate_id = tc.candidate_id AND g.kind = 'golden' AND g.class_id IS NOT NULL
      )
    ), added AS (
      INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched, class_id)
      SELECT ${projectId}::int, id, batch_id, image_id, 'golden', true, class_id FROM missing
    )
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
    SELECT ${projectId}::int, id, 0, candidate_id, holds FROM missing`
}
