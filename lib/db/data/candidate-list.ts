import type { CopySession } from '@/lib/db/session/copy-session'
import { runSql } from '@/lib/db/session/sql'

/** Takes a project's list of candidates away; what was launched from it stays. */
export async function deleteCandidateList(session: CopySession, projectId: number): Promise<void> {
  await runSql(session)`DELETE FROM listed_candidate WHERE project_id = ${projectId}::int`
}
