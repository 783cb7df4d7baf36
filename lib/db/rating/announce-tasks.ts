import { type Connection, runSql } from '@/lib/db/session/sql'

/** Makes raters who found no task left read the queue again, because new tasks may have appeared. */
export async function announceTasks(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SELECT announce_tasks(${projectId}::int)`
}
