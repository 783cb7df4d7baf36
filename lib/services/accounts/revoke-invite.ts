import type { Invite } from '@/lib/contracts/accounts/invite'
import { type Db, prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { inviteView } from './invite-view'

interface RevokedInvite {
  projectId: number
  inviteId: string
  /** Acting admin; null for the command line. */
  userId: string | null
}

/** Marks an invite as revoked and records it, unless it already is. */
export async function closeInvite({ projectId, inviteId, userId }: RevokedInvite, now: Date, db: Db): Promise<void> {
  const { count } = await db.invite.updateMany({
    where: { projectId, id: inviteId, revokedAt: null },
    data: { revokedAt: now },
  })
  if (count > 0) await writeAuditEvent(db, { projectId, userId, action: 'invite.revoke', details: { inviteId } })
}

/** Those who used the invite remain members. Idempotent. */
export async function revokeInvite(
  actor: Actor,
  { slug, inviteId }: { slug: string; inviteId: string },
  now = new Date(),
): Promise<Invite> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  if (!isUuid(inviteId)) throw notFound('invite')
  const row = await prisma.$transaction(async (db) => {
    await closeInvite({ projectId: project.id, inviteId, userId }, now, db)
    return db.invite.findUnique({ where: { projectId_id: { projectId: project.id, id: inviteId } } })
  })
  if (!row) throw notFound('invite')
  return inviteView(row, now)
}
