import { randomUUID } from 'node:crypto'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { Actor, Role } from '@/lib/domain/permissions'
import { hashPassword } from '@/lib/services/accounts/password'

/** Adds an account with an address of its own, which can sign in if it is given the hash of a password. */
export const addUser = (data: Partial<Prisma.AppUserCreateInput> = {}) =>
  prisma.appUser.create({ data: { email: `${randomUUID()}@example.org`, name: 'Ada', passwordHash: 'none', ...data } })

/** Adds an account that cannot sign in, with a role in the project if one is given. */
export async function addAccount(projectId: number, role?: Role): Promise<Actor & { kind: 'account' }> {
  const { id } = await addUser({ name: 'Test', ...(role && { memberships: { create: { projectId, role } } }) })
  return { kind: 'account', userId: id, isOwner: false }
}

export const ownPassword = 'correct horse battery'

/** Gives an account a password, and returns what it types to delete itself. */
export async function ownerProofOf(actor: Actor): Promise<{ email: string; currentPassword: string }> {
  const id = actor.kind === 'account' ? actor.userId : ''
  const passwordHash = await hashPassword(ownPassword)
  const { email } = await prisma.appUser.update({ where: { id }, data: { passwordHash } })
  return { email, currentPassword: ownPassword }
}
