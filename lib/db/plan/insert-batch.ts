import { z } from 'zod'
import { type Connection, getValue, runSql } from '@/lib/db/session/sql'

interface NewBatch {
  projectId: number
  /** Omitted: the next number, for which the project must be locked. */
  id?: number
  name: string
  state: 'open' | 'closed'
}

/**
 * Inserts a batch without a plan: `open` if its tasks are launched now, `closed` if not. Returns its number. A draft,
 * which is not a batch yet, moves to the number after it.
 */
export async function insertBatch(on: Connection, { projectId, id, name, state }: NewBatch): Promise<number> {
  await runSql(on)`
    UPDATE batch SET id = 2 + (
      SELECT coalesce(max(id), 0) FROM batch WHERE project_id = ${projectId}::int AND state <> 'draft'
    ) WHERE project_id = ${projectId}::int AND state = 'draft'`
  return getValue(on, z.number())`
    INSERT INTO batch (project_id, id, name, state, launched_at)
    SELECT ${projectId}::int, coalesce(${id ?? null}::int, max(id) FILTER (WHERE state <> 'draft') + 1, 1), ${name}, ${state}::batch_state,
      CASE WHEN ${state} = 'open' THEN now() END
    FROM batch WHERE project_id = ${projectId}::int RETURNING id`
}
