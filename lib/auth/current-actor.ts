import { getServerSession, type Session } from 'next-auth'
import { cache } from 'react'
import type { Actor } from '@/lib/domain/permissions'
import { findAccount } from '@/lib/services/access/find-account'
import { isVisitOpen } from '@/lib/services/recruitment/is-visit-open'
import { authOptions } from './auth-options'

/**
 * The account behind this request's session; null when nobody is signed in. It is read each time, so that an account that
 * is gone, or signed out everywhere, counts at once. Throws when the database cannot be reached.
 */
export const currentAccount = async () => accountOf(await getServerSession(authOptions))

// The layout of a page and the page both ask; outside of a page each call reads.
const readAccount = cache(findAccount)

async function accountOf(session: Session | null) {
  const subject = session?.subject
  const account = subject ? await readAccount(subject.userId) : null
  if (!subject || account?.tokenVersion !== subject.tokenVersion) return null
  return { userId: account.id, isOwner: account.isOwner, name: account.name, email: account.email }
}

/** Who asks: an account, or someone whom a panel sent and whose identity was not erased since. */
export async function currentActor(): Promise<Actor | null> {
  const session = await getServerSession(authOptions)
  if (session?.panelist) {
    const { projectId, raterId, visitId } = session.panelist
    const panelist = { kind: 'panelist', projectId, raterId, visitId } as const
    return (await isVisitOpen(panelist)) ? panelist : null
  }
  const account = await accountOf(session)
  return account && { kind: 'account', userId: account.userId, isOwner: account.isOwner }
}
