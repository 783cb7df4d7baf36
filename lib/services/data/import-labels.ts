import type { AnswerReading } from '@/lib/contracts/data/answers'
import type { ImportedLabels } from '@/lib/contracts/data/imported'
import { analyzeTables } from '@/lib/db/session/analyze-tables'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import { writeLabels } from './write-labels'

/** Imports the original labels of a project's images, from a file or a folder for each class: all of them, or nothing. */
export async function importLabels(
  actor: Actor,
  { slug, path, reading }: { slug: string; path: string; reading?: AnswerReading | undefined },
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedLabels> = {},
): Promise<ImportedLabels> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const made = await withCopySession(async (session) => {
    const outcome = await writeLabels(session, project.id, { path, reading }, { onProgress, signal })
    await writeAuditEvent(session, {
      projectId: project.id,
      userId,
      action: 'project.import-labels',
      details: { ...outcome },
    })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['image'])
  return made
}
