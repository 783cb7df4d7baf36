import type { Invite } from '@/lib/contracts/accounts/invite'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { inviteView } from './invite-view'

/** Returns the newest 200 invites, newest first. */
export async function listInvites(actor: Actor, slug: string, now = new Date()): Promise<{ invites: Invite[] }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const rows = await prisma.invite.findMany({
    where: { projectId: project.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
  return { invites: rows.map((row) => inviteView(row, now)) }
}
