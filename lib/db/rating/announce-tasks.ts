import { type Connection, runSql } from '@/lib/db/session/sql'

/** Has raters who were told that no task is left read the queue again: there may be one for them now. */
export async function announceTasks(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SELECT announce_tasks(${projectId}::int)`
}
