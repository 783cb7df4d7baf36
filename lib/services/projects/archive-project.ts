import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/**
 * An archived project is in nobody's list, gives no tasks to raters, and lets nobody in through panels and invites;
 * admins can still open it by its address.
 */
export async function archiveProject(
  actor: Actor,
  { slug, isArchived }: { slug: string; isArchived: boolean },
  now = new Date(),
): Promise<void> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  if ((project.archivedAt !== null) === isArchived) return
  // Waiting raters ask for tasks again once it is restored.
  const data = isArchived ? { archivedAt: now } : { archivedAt: null, generation: { increment: 1 } }
  await prisma.$transaction(async (db) => {
    const { count } = await db.project.updateMany({ where: { id: project.id, deletedAt: null }, data })
    if (count === 0) throw notFound('project')
    const action = isArchived ? 'project.archive' : 'project.restore'
    await writeAuditEvent(db, { projectId: project.id, userId, action, details: { slug } })
  })
}
