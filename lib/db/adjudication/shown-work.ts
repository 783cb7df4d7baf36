import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { readValues, runSql } from '@/lib/db/session/sql'
import { repeatOnConflict } from '@/lib/db/session/transaction'

/** Whose queue of experts' work it is, and which. */
export interface WorkQueue {
  projectId: number
  raterId: number
  /** `adjudication`, or `review` and its number. */
  queue: string
}

/** How long a piece of work is left to the one who was shown it last. */
const heldFor = '3 minutes'

/**
 * The numbers of what others were shown in a queue a moment ago. It only keeps two people from the same work where that is
 * simple; two answers to one question do no harm.
 */
export const findHeldByOthers = ({ projectId, raterId, queue }: WorkQueue, db: Db): Promise<number[]> =>
  readValues(db, z.number().int())`
    SELECT number FROM shown_work
    WHERE project_id = ${projectId}::int AND queue = ${queue} AND rater_id <> ${raterId}::int AND until > now()`

/** Notes what somebody was shown in a queue; whatever they were shown before is free again. */
export const noteShown = (
  { projectId, raterId, queue }: WorkQueue,
  numbers: readonly number[],
  db: Db,
): Promise<unknown> =>
  repeatOnConflict(
    () => runSql(db)`
    WITH left_alone AS (
      DELETE FROM shown_work WHERE project_id = ${projectId}::int AND queue = ${queue} AND rater_id = ${raterId}::int
        AND number <> ALL (${numbers}::int[])
    )
    INSERT INTO shown_work (project_id, queue, number, rater_id, until)
    SELECT ${projectId}::int, ${queue}, number, ${raterId}::int, now() + ${heldFor}::interval
    FROM unnest(${numbers}::int[]) AS shown (number) ORDER BY number
    ON CONFLICT (project_id, queue, number) DO UPDATE SET rater_id = excluded.rater_id, until = excluded.until`,
  )
