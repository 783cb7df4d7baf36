import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { guardManagedAccount } from './managed-account'
import { endSessions } from './sessions'

/** Signs a member out on every device, as far as `guardManagedAccount` allows. */
export async function endMemberSessions(
  actor: Actor,
  { slug, memberId }: { slug: string; memberId: string },
): Promise<void> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  await prisma.$transaction(async (tx) => {
    await guardManagedAccount({ projectId, adminId: userId, memberId }, tx)
    await endSessions(memberId, tx)
    await writeAuditEvent(tx, { projectId, userId, action: 'member.end-sessions', details: { memberId } })
  })
}
