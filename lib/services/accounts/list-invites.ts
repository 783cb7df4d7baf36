import type { Invite } from '@/lib/contracts/accounts/invite'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { inviteView } from './invite-view'

/** Returns the newest 200 invites, newest first. */
export async function listInvites(
  actor: Actor,
  slug: string,
  now = new Date(),
  db: Db = prisma,
): Promise<{ invites: Invite[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const rows = await db.invite.findMany({
    where: { projectId: project.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
  return { invites: rows.map((row) => inviteView(row, now)) }
}
