import type { Member } from '@/lib/contracts/accounts/member'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** Returns members by name, without anything that links them to raters. */
export async function listMembers(actor: Actor, slug: string): Promise<Member[]> {
  const { project } = await guardProject(actor, slug, 'admin')
  const rows = await prisma.membership.findMany({
    where: { projectId: project.id },
    include: { user: { select: { name: true, email: true, secondFactor: { select: { confirmedAt: true } } } } },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    take: 1000,
  })
  return rows.map(({ userId, user, role, createdAt }) => ({
    ...{ id: userId, name: user.name, email: user.email, role },
    hasSecondFactor: Boolean(user.secondFactor?.confirmedAt),
    since: createdAt.toISOString(),
  }))
}
