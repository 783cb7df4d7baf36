import type { CopySession } from '@/lib/db/session/copy-session'
import { runSql } from '@/lib/db/session/sql'

/** Deletes a project's list of candidates; launched tasks stay. */
export async function deleteCandidateList(session: CopySession, projectId: number): Promise<void> {
  await runSql(session)`DELETE FROM listed_candidate WHERE project_id = ${projectId}::int`
}
