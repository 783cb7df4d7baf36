import type { DuplicatedProject, DuplicateProjectInput } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { keepImageFiles } from '@/lib/db/data/image-file-lock'
import { duplicatedTables, duplicateRows, duplicateSettings } from '@/lib/db/projects/duplicate-project'
import { insertProject } from '@/lib/db/projects/insert-project'
import { analyzeTables } from '@/lib/db/session/analyze-tables'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import { freeSlug } from './free-slug'
import { refuseTakenName } from './refuse-taken-name'

/** Throws AppError `forbidden` unless the user may create projects. */
export async function guardDuplication({ userId }: ProjectAccess, { name }: DuplicateProjectInput, db: Db) {
  const account = userId === null ? null : await db.appUser.findUnique({ where: { id: userId } })
  if (userId !== null && !account?.isOwner)
    throw new AppError('forbidden', 'Only the account that set up this server can create projects.')
  await refuseTakenName(name, db)
  return undefined
}

/**
 * Copies images, classes, original labels, predictions, texts and settings, but no raters, answers, batches and
 * results. Image files are shared, not copied. All or nothing.
 */
export async function duplicateProject(
  actor: Actor,
  { slug: fromSlug, name }: DuplicateProjectInput & { slug: string },
  { onProgress, signal, beforeCommit }: ImportHooks<DuplicatedProject> = {},
): Promise<DuplicatedProject> {
  const { project, userId } = await guardProject(actor, fromSlug, 'admin')
  await refuseTakenName(name, prisma)
  const slug = await freeSlug(name)
  const made = await withCopySession(async (session) => {
    session.endBy(signal)
    await keepImageFiles(session)
    const { description, ratersPerTask } = project
    const toId = await insertProject(session, { slug, name, description, ratersPerTask, userId })
    const ids = { fromId: project.id, toId }
    await duplicateSettings(session, ids)
    for (const [k, table] of duplicatedTables.entries()) {
      signal?.throwIfAborted()
      onProgress?.('Copying', k, duplicatedTables.length)
      await duplicateRows(session, table, ids)
    }
    const outcome = { slug, name }
    const details = { ...outcome, from: fromSlug }
    await writeAuditEvent(session, { projectId: toId, userId, action: 'project.duplicate', details })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['class', 'class_parent', 'image', 'prediction'])
  return made
}
