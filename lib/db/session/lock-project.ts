import type { CopySession } from './copy-session'

/** Lets one import at a time change a project, until the transaction ends. Readers and raters are not kept waiting. */
export async function lockProject(session: CopySession, projectId: number): Promise<void> {
  await session.query('SELECT FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId])
}
