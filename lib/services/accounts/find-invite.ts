import { prisma } from '@/lib/db/client'
import { secretHash } from '@/lib/db/secret-hash'
import { type InviteState, inviteState } from '@/lib/domain/accounts/invite-state'
import type { Role } from '@/lib/domain/permissions'

export interface InviteOffer {
  state: InviteState
  projectName: string
  role: Role
}

/** Null if there is no such invite or its project is archived. */
export async function findInvite(token: string, now = new Date()): Promise<InviteOffer | null> {
  const row = await prisma.invite.findUnique({
    where: { tokenHash: secretHash(token) },
    include: { project: { select: { name: true, archivedAt: true } } },
  })
  if (!row || row.project.archivedAt) return null
  return { state: inviteState(row, now), projectName: row.project.name, role: row.role }
}
