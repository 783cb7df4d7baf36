import { raw, type Sql, sql } from '@/lib/db/session/sql'

/** Whether nothing of a task's labels waits for a decision about further votes. `row` is the row's name in the statement. */
export const isDecided = (row: string): Sql => sql`NOT EXISTS (
  SELECT FROM open_round o WHERE o.project_id = ${raw(row)}.project_id AND o.task_id = ${raw(row)}.id)`
