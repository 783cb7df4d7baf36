import { getServerSession } from 'next-auth'
import type { Actor } from '@/lib/domain/permissions'
import { findAccount } from '@/lib/services/find-account'
import { authOptions } from './auth-options'

/**
 * The account behind this request's session; null when nobody is signed in. It is read each time, so that an account that
 * is gone, or signed out everywhere, counts at once. Throws when the database cannot be reached.
 */
export async function currentAccount() {
  const subject = (await getServerSession(authOptions))?.subject
  const account = subject ? await findAccount(subject.userId) : null
  if (!subject || account?.tokenVersion !== subject.tokenVersion) return null
  return { userId: account.id, isOwner: account.isOwner, name: account.name, email: account.email }
}

export async function currentActor(): Promise<Actor | null> {
  const account = await currentAccount()
  return account && { kind: 'account', userId: account.userId, isOwner: account.isOwner }
}
