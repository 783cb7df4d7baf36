import type { ImportedClasses } from '@/lib/contracts/data/imported'
import { analyzeTables } from '@/lib/db/session/analyze-tables'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import { type ClassesToWrite, writeClasses } from './write-classes'

export interface ClassesInput extends ClassesToWrite {
  slug: string
}

/** Imports the classes of a project, from a file or those of ImageNet-1k: all of them, or nothing. */
export async function importClasses(
  actor: Actor,
  { slug, ...input }: ClassesInput,
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedClasses> = {},
): Promise<ImportedClasses> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const made = await withCopySession(async (session) => {
    const outcome = await writeClasses(session, project.id, input, { onProgress, signal })
    await writeAuditEvent(session, {
      projectId: project.id,
      userId,
      action: 'project.import-classes',
      details: { source: input.source.kind, ...outcome },
    })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['class', 'class_parent'])
  return made
}
