import { z } from 'zod'
import { type Connection, getValue } from './sql'
import { lockByKey } from './transaction'

/** Returns the next rater's number and reserves it until the transaction ends. */
export async function nextRaterId(on: Connection, projectId: number): Promise<number> {
  await lockByKey(on, 'raterNumbers', projectId)
  return getValue(on, z.number())`SELECT coalesce(max(id), 0) + 1 AS id FROM rater WHERE project_id = ${projectId}::int`
}
