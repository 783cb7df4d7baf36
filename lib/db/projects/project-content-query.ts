import { z } from 'zod'
import { type Connection, findRow, getRow } from '@/lib/db/session/sql'
import { lockByKey } from '@/lib/db/session/transaction'

export const hasImages = async (on: Connection, projectId: number): Promise<boolean> =>
  (await findRow(on, z.object({}))`SELECT FROM image WHERE project_id = ${projectId}::int LIMIT 1`) !== null

/** What a project wants for each task, and the number of its next rater: nobody is given one until the transaction ends. */
export async function findRaterNumbers(on: Connection, projectId: number) {
  await lockByKey(on, 'raterNumbers', projectId)
  return getRow(
    on,
    z.object({ ratersPerTask: z.int(), nextRaterId: z.int() }),
  )`SELECT raters_per_task AS "ratersPerTask",
        (SELECT coalesce(max(id), 0) + 1 FROM rater WHERE project_id = ${projectId}::int) AS "nextRaterId"
      FROM project WHERE id = ${projectId}::int`
}
