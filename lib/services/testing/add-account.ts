import { randomUUID } from 'node:crypto'
import { prisma } from '@/lib/db/client'
import type { Actor, Role } from '@/lib/domain/permissions'

/** Adds an account that cannot sign in, with a role in the project if one is given. */
export async function addAccount(projectId: number, role?: Role): Promise<Actor & { kind: 'account' }> {
  const email = `${randomUUID()}@example.org`
  const memberships = role && { create: { projectId, role } }
  const { id } = await prisma.appUser.create({
    data: { email, name: 'Test', passwordHash: 'none', ...(memberships && { memberships }) },
  })
  return { kind: 'account', userId: id, isOwner: false }
}
