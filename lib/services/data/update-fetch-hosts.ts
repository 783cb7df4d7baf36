import type { Actor } from '@/lib/domain/permissions'
import { changeProject } from '@/lib/services/access/guard-project'
import { type BasedOn, refuseStale } from '@/lib/services/access/refuse-stale'

export async function updateFetchHosts(
  actor: Actor,
  { slug, hosts, basedOn }: { slug: string; hosts: string[]; basedOn?: BasedOn },
): Promise<{ hosts: string[] }> {
  await changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const { fetchHosts } = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
    refuseStale({ hosts: fetchHosts }, { hosts }, basedOn)
    await tx.project.update({ where: { id: projectId }, data: { fetchHosts: hosts } })
    await audit('project.fetch-hosts', { before: fetchHosts, hosts })
  })
  return { hosts }
}
