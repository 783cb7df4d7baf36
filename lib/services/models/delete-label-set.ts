import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

export async function deleteLabelSet(
  actor: Actor,
  { slug, setId }: { slug: string; setId: number },
): Promise<{ name: string }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const key = { projectId_id: { projectId: project.id, id: setId } }
  return prisma.$transaction(async (db) => {
    const set = await db.labelSet.findUnique({ where: key })
    if (!set) throw notFound('set of labels')
    await db.labelSet.delete({ where: key })
    const details = { name: set.name, images: set.imageCount, labels: set.labelCount }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'label-set.delete', details })
    return { name: set.name }
  })
}
