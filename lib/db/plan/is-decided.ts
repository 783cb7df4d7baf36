import { raw, type Sql, sql } from '@/lib/db/session/sql'

/** SQL for whether no label of a task awaits a decision about further votes. `row` is the task's alias. */
export const isDecided = (row: string): Sql => sql`NOT EXISTS (
  SELECT FROM open_round o WHERE o.project_id = ${raw(row)}.project_id AND o.task_id = ${raw(row)}.id)`
