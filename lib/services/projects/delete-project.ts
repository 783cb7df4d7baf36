import type { DeleteProjectInput } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { requestCancelOfAll } from '@/lib/db/jobs/job-rows'
import { deleteProjectRows } from '@/lib/db/projects/delete-project'
import { countProjectRows } from '@/lib/db/projects/project-overview-query'
import { lockProjectOrConflict, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { invalidInput, notFound } from '@/lib/errors'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { removeArchives } from '@/lib/storage/archive-store'
import { removeReleaseFiles } from '@/lib/storage/release-file-store'

/**
 * Hides a project from everybody, cancels its jobs and records who deleted what, in the transaction that adds the job
 * which removes the rows. The admin types `name`, so that no project is deleted by mistake.
 */
export async function guardDeletion(
  { project, userId }: ProjectAccess,
  { name }: DeleteProjectInput,
  db: Db,
): Promise<undefined> {
  const { id, slug, archivedAt } = project
  if (name !== project.name)
    throw invalidInput('This is not the name of the project. Nothing was deleted.', {
      name: 'This is not the name of the project.',
    })
  // Outside the transaction, since a running job may lock the project until it is cancelled. May be repeated.
  await requestCancelOfAll(id, prisma)
  await lockProjectOrConflict(db, id)
  const deletedAt = new Date()
  const { count } = await db.project.updateMany({
    where: { id, deletedAt: null },
    data: { deletedAt, archivedAt: archivedAt ?? deletedAt },
  })
  if (count === 0) throw notFound('project')
  await requestCancelOfAll(id, db)
  const details = { slug, name, ...(await countProjectRows(id, db)) }
  await writeAuditEvent(db, { projectId: id, userId, action: 'project.delete', details })
}

async function removeFiles({ id, slug }: { id: number; slug: string }): Promise<void> {
  await removeReleaseFiles(slug)
  await removeArchives(id)
}

/** Removes a deleted project's rows and release files. Image files are left to `sweepImageFiles`. */
export async function deleteProject(actor: Actor, slug: string, { onProgress, signal }: ProgressHooks): Promise<void> {
  if (actor.kind !== 'operator') throw notFound('project')
  const project = await prisma.project.findUnique({ where: { slug, NOT: { deletedAt: null } } })
  if (!project) return
  const { id, name } = project
  await removeFiles(project)
  await deleteProjectRows(id, {
    onTable: (_, done, total) => onProgress?.('Deleting rows', done, total),
    ...(signal && { signal }),
    beforeCommit: async (session) => {
      // Again, because downloads that were running have made files meanwhile. No other project can have the address yet.
      await removeFiles(project)
      await writeAuditEvent(session, {
        ...{ projectId: id, userId: actor.askedBy ?? null, action: 'project.deleted', details: { slug, name } },
      })
    },
  })
}
