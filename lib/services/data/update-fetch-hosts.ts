import { prisma } from '@/lib/db/client'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BasedOn, refuseStale } from '@/lib/services/access/refuse-stale'

export async function updateFetchHosts(
  actor: Actor,
  { slug, hosts, basedOn }: { slug: string; hosts: string[]; basedOn?: BasedOn },
): Promise<{ hosts: string[] }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  await prisma.$transaction(async (db) => {
    await lockProject(db, project.id)
    const { fetchHosts } = await db.project.findUniqueOrThrow({ where: { id: project.id } })
    refuseStale({ hosts: fetchHosts }, { hosts }, basedOn)
    await db.project.update({ where: { id: project.id }, data: { fetchHosts: hosts } })
    const details = { before: fetchHosts, hosts }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'project.fetch-hosts', details })
  })
  return { hosts }
}
