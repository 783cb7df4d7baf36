import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { hashPassword } from '@/lib/services/accounts/password'

export const ownPassword = 'correct horse battery'

/** Gives an account a password, and returns what it types to delete itself. */
export async function ownerProofOf(actor: Actor): Promise<{ email: string; currentPassword: string }> {
  const id = actor.kind === 'account' ? actor.userId : ''
  const passwordHash = await hashPassword(ownPassword)
  const { email } = await prisma.appUser.update({ where: { id }, data: { passwordHash } })
  return { email, currentPassword: ownPassword }
}
