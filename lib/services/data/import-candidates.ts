import type { ImportedCandidates } from '@/lib/contracts/data/imported'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import { writeCandidateList } from './write-candidate-list'

/** Imports which classes each image is to be asked about, in the place of the list before: all of it, or nothing. */
export async function importCandidates(
  actor: Actor,
  { slug, path }: { slug: string; path: string },
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedCandidates> = {},
): Promise<ImportedCandidates> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return withCopySession(async (session) => {
    const outcome = await writeCandidateList(session, project.id, { path }, { onProgress, signal })
    const details = { ...outcome }
    await writeAuditEvent(session, { projectId: project.id, userId, action: 'project.import-candidates', details })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
}
