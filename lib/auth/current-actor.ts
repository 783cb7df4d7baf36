import { getServerSession } from 'next-auth'
import type { Actor } from '@/lib/domain/permissions'
import { authOptions } from './auth-options'

/** The account behind this request's session; null when nobody is signed in. */
export async function currentAccount() {
  return (await getServerSession(authOptions))?.account ?? null
}

export async function currentActor(): Promise<Actor | null> {
  const account = await currentAccount()
  return account && { kind: 'account', userId: account.userId, isOwner: account.isOwner }
}
