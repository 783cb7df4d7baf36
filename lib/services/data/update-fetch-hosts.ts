import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** Changes the hosts that the server may fetch a project's images from, and writes down who did. */
export async function updateFetchHosts(
  actor: Actor,
  { slug, hosts }: { slug: string; hosts: string[] },
): Promise<{ hosts: string[] }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  await prisma.$transaction(async (db) => {
    await db.project.update({ where: { id: project.id }, data: { fetchHosts: hosts } })
    const details = { before: project.fetchHosts, hosts }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'project.fetch-hosts', details })
  })
  return { hosts }
}
