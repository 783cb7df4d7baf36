import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { readValues, runSql } from '@/lib/db/session/sql'
import { repeatOnConflict } from '@/lib/db/session/transaction'

export interface WorkQueue {
  projectId: number
  raterId: number
  /** `adjudication`, or `review` and the review's number. */
  queue: string
}

const heldFor = '3 minutes'

/** Makes a best effort to keep two people off the same work: two answers to one question do no harm. */
export const findHeldByOthers = ({ projectId, raterId, queue }: WorkQueue): Promise<number[]> =>
  readValues(prisma, z.number().int())`
    SELECT number FROM shown_work
    WHERE project_id = ${projectId}::int AND queue = ${queue} AND rater_id <> ${raterId}::int AND until > now()`

/** Records what a rater was sent of a queue, to be shown now or next, and releases what they were sent before. */
export const noteShown = ({ projectId, raterId, queue }: WorkQueue, numbers: readonly number[]): Promise<unknown> =>
  repeatOnConflict(
    () => runSql(prisma)`
    WITH left_alone AS (
      DELETE FROM shown_work WHERE project_id = ${projectId}::int AND queue = ${queue} AND rater_id = ${raterId}::int
        AND number <> ALL (${numbers}::int[])
    )
    INSERT INTO shown_work (project_id, queue, number, rater_id, until)
    SELECT ${projectId}::int, ${queue}, number, ${raterId}::int, now() + ${heldFor}::interval
    FROM unnest(${numbers}::int[]) AS shown (number) ORDER BY number
    ON CONFLICT (project_id, queue, number) DO UPDATE SET rater_id = excluded.rater_id, until = excluded.until`,
  )
