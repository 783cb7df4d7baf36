import type { ImportedAccuracies } from '@/lib/contracts/data/imported'
import { writeAccuracies } from '@/lib/db/models/outside-accuracy-rows'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { readAccuracyTable } from '@/lib/formats/predictions/accuracy-table'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'

/** Replaces a source of the same name, in one transaction. */
export async function importAccuracies(
  actor: Actor,
  { slug, path, name }: { slug: string; path: string; name: string },
  { signal, beforeCommit }: ImportHooks<ImportedAccuracies> = {},
): Promise<ImportedAccuracies> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const source = name.trim()
  if (source.length === 0 || source.length > 100 || /\p{Cc}/u.test(source))
    throw new AppError('invalid-input', 'The name of a source must have 1 to 100 characters.', { source: 'is no name' })
  const rows = await readAccuracyTable(path)
  if (rows.length === 0) throw new AppError('invalid-input', 'The table has no rows.')
  return withCopySession(async (session) => {
    const isReplaced = await writeAccuracies(session, project.id, source, rows)
    const outcome = { source, models: rows.length, isReplaced }
    await writeAuditEvent(session, {
      projectId: project.id,
      userId,
      action: 'project.import-accuracies',
      details: outcome,
    })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
}
