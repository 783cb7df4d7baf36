import { findSessionAccount, noteSessionUse } from '@/lib/db/accounts/account-session'
import { type Db, prisma } from '@/lib/db/client'
import { env } from '@/lib/env'

/**
 * The account that a session opens; null when either is over. The use is written down now and then: where that fails, the
 * next request tries again.
 */
export async function openSessionAccount(
  session: { userId: string; tokenVersion: number; sessionId: string | null },
  db: Db = prisma,
) {
  const account = await findSessionAccount(session, env.SESSION_IDLE_HOURS, db)
  if (!account?.isOpen || account.tokenVersion !== session.tokenVersion) return null
  if (account.isUseDue && session.sessionId) await noteSessionUse(session.sessionId, db).catch(() => {})
  const { id: userId, name, email, isOwner } = account
  return { userId, name, email, isOwner, sessionId: session.sessionId }
}

/** The version of sessions under which this one is open; null when it is over. Asking is no use of it. */
export async function versionOfSession(
  session: { userId: string; sessionId?: string | null },
  db: Db = prisma,
): Promise<number | null> {
  const { userId, sessionId = null } = session
  const account = await findSessionAccount({ userId, sessionId }, env.SESSION_IDLE_HOURS, db)
  return account?.isOpen ? account.tokenVersion : null
}
