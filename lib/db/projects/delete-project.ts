import { withCopySession } from '@/lib/db/session/copy-session'

/**
 * Deletes a project with all that hangs on it: tasks before candidates, candidates before classes. On a connection of its
 * own, since a large project takes longer than the app waits for any answer.
 */
export const deleteProjectRows = (projectId: number): Promise<void> =>
  withCopySession(async (session) => {
    for (const table of ['aggregation_run', 'vote', 'batch', 'image'])
      await session.query(`DELETE FROM ${table} WHERE project_id = $1`, [projectId])
    await session.query('DELETE FROM project WHERE id = $1', [projectId])
  })
