import type { Invite, NewInviteInput } from '@/lib/contracts/accounts/invite'
import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { newInviteToken } from './invite-token'
import { inviteView } from './invite-view'

const dayMs = 86_400_000

/** Only the response contains the secret; the database stores its hash. */
export async function createInvite(
  actor: Actor,
  { slug, invite }: { slug: string; invite: NewInviteInput },
  now = new Date(),
): Promise<{ invite: Invite; token: string }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const token = newInviteToken()
  const { role, maxUses, note, daysValid } = invite
  const expiresAt = new Date(now.getTime() + daysValid * dayMs)
  const row = await prisma.$transaction(async (db) => {
    const made = await db.invite.create({
      data: { projectId: project.id, tokenHash: secretHash(token), role, maxUses, note, expiresAt, createdBy: userId },
    })
    const details = { inviteId: made.id, role, maxUses, note, expiresAt: expiresAt.toISOString() }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'invite.create', details })
    return made
  })
  return { invite: inviteView(row, now), token }
}
