import { withCopySession } from '@/lib/db/session/copy-session'
import { raw, runSql } from '@/lib/db/session/sql'

/**
 * Deletes a project with all that hangs on it: tasks before candidates, candidates before classes. On a connection of its
 * own, since a large project takes longer than the app waits for any answer.
 */
export const deleteProjectRows = (projectId: number): Promise<void> =>
  withCopySession(async (session) => {
    for (const table of ['aggregation_run', 'vote', 'batch', 'image'])
      await runSql(session)`DELETE FROM ${raw(table)} WHERE project_id = ${projectId}::int`
    await runSql(session)`DELETE FROM project WHERE id = ${projectId}::int`
  })
