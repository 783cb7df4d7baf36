import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { type WorkUnderLock, withSessionLock } from '@/lib/db/session/copy-session'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { getRow, getValue, readRows, readValues, runSql, sql } from '@/lib/db/session/sql'
import { stopWithdrawnTasks } from './round-rows'

/** The rating tasks of a batch, or of all other batches if `isOthers`. */
export interface BatchTasks {
  projectId: number
  batchId: number
  isOthers?: boolean
}

/** Those with numbers above `after`, up to `last`. */
export interface TaskPart extends BatchTasks {
  after: number
  last: number
}

/** Serializes changes of batches that take several transactions. */
export const withBatchesLock = <T>(projectId: number, work: WorkUnderLock<T>): Promise<T> =>
  withSessionLock(sql`SELECT pg_advisory_lock(72707383, ${projectId}::int)`, work)

const isOf = ({ projectId, batchId, isOthers }: BatchTasks) =>
  sql`project_id = ${projectId}::int AND batch_id ${isOthers ? sql`<>` : sql`=`} ${batchId}::int AND kind = 'rating'`
const isIn = (part: TaskPart) => sql`${isOf(part)} AND id > ${part.after}::int AND id <= ${part.last}::int`

/** Returns the last of the next `count` tasks after `after`, null if there are none, and their number. */
export const findPartEnd = (tasks: BatchTasks, { after, count }: { after: number; count: number }, db: Db) =>
  getRow(db, z.strictObject({ last: z.number().nullable(), count: z.number() }))`
    SELECT max(id) AS last, count(*)::int AS count FROM (
      SELECT id FROM task WHERE ${isOf(tasks)} AND id > ${after}::int ORDER BY id LIMIT ${count}::int
    ) p`

/**
 * Stopping withdraws tasks that do not have all answers yet. Reopening returns withdrawn tasks to their position in the
 * queue and offers them first to raters who are already past it; tasks of excluded images stay withdrawn.
 */
const launches = {
  closed: { from: sql`is_launched AND submitted < quota`, set: sql`is_launched = false` },
  open: {
    from: sql`NOT is_launched AND ${isIncluded('task')}`,
    set: sql`is_launched = true, returned_order = nextval('task_queue_position_seq')`,
  },
}

export const countToLaunch = (tasks: BatchTasks, state: keyof typeof launches, db: Db) =>
  getValue(db, z.number())`SELECT count(*)::int AS count FROM task WHERE ${isOf(tasks)} AND ${launches[state].from}`

export const setLaunched = (part: TaskPart, state: keyof typeof launches, db: Db) =>
  runSql(db)`UPDATE task SET ${launches[state].set} WHERE ${isIn(part)} AND ${launches[state].from}`

/** Returns a new position at the end of the queue for each position of open tasks, in the same order. */
export async function positionsAtEnd(tasks: BatchTasks, db: Db): Promise<ReadonlyMap<number, number>> {
  const positions = await readRows(db, z.strictObject({ now: z.number(), next: z.number() }))`
    SELECT queue_position::float8 AS now, nextval('task_queue_position_seq')::float8 AS next FROM (
      SELECT DISTINCT queue_position FROM task WHERE ${isOf(tasks)} AND is_open ORDER BY queue_position
    ) p`
  return new Map(positions.map(({ now, next }) => [now, next]))
}

/** Moves tasks, finished ones too, from their old positions to the new ones. */
export async function moveTasks(part: TaskPart, positions: ReadonlyMap<number, number>, db: Db) {
  const tasks = await readRows(db, z.strictObject({ id: z.number(), position: z.number() }))`
    SELECT id, queue_position::float8 AS position FROM task WHERE ${isIn(part)}`
  const moved = tasks.flatMap(({ id, position }) => {
    const next = positions.get(position)
    return next === undefined ? [] : [{ id, next }]
  })
  await runSql(db)`
    UPDATE task SET queue_position = n.position
    FROM unnest(${moved.map(({ id }) => id)}::int[], ${moved.map(({ next }) => next)}::bigint[]) AS n (id, position)
    WHERE task.project_id = ${part.projectId}::int AND task.id = n.id`
}

/** Deletes tasks that no rater has answered or holds, and returns how many. */
export async function deleteUnanswered(part: TaskPart, db: Db): Promise<number> {
  const ids = await readValues(db, z.number())`
    SELECT id FROM task WHERE ${isIn(part)} AND assigned = 0 ORDER BY id FOR UPDATE`
  await stopWithdrawnTasks(db, part.projectId, ids)
  // Later tasks reuse the numbers.
  await runSql(db)`
    UPDATE suggestion SET task_id = NULL WHERE project_id = ${part.projectId}::int AND task_id = ANY (${ids}::int[])`
  return runSql(db)`DELETE FROM task WHERE project_id = ${part.projectId}::int AND id = ANY (${ids}::int[])`
}
