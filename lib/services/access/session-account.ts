import { findSessionAccount, noteSessionUse } from '@/lib/db/accounts/account-session'
import { type Db, prisma } from '@/lib/db/client'
import { env } from '@/lib/env'

/**
 * Whether the server asks for a second factor beside the password of this account: with `REQUIRE_SECOND_FACTOR=1`, of the
 * account that owns the server and of admins of any project; with `all`, of everyone.
 */
export async function needsSecondFactor(
  { userId, isOwner }: { userId: string; isOwner: boolean },
  db: Db = prisma,
): Promise<boolean> {
  if (env.REQUIRE_SECOND_FACTOR === '0') return false
  if (env.REQUIRE_SECOND_FACTOR === 'all') return true
  return isOwner || (await db.membership.findFirst({ where: { userId, role: 'admin' } })) !== null
}

type SessionAccount = NonNullable<Awaited<ReturnType<typeof findSessionAccount>>>

// Whoever has no password signs in by a provider, which asks for what it likes.
const isRequiredFactorMissing = async ({ id: userId, isOwner, hasPasswordAlone }: SessionAccount, db: Db) =>
  hasPasswordAlone && (await needsSecondFactor({ userId, isOwner }, db))

/**
 * The account that a session opens; null when either is over. The use is written down now and then: where that fails, the
 * next request tries again. With `isSecondFactorMissing` it opens nothing but the page on which one is set up.
 */
export async function openSessionAccount(
  session: { userId: string; tokenVersion: number; sessionId: string | null },
  db: Db = prisma,
) {
  const account = await findSessionAccount(session, env.SESSION_IDLE_HOURS, db)
  if (!account?.isOpen || account.tokenVersion !== session.tokenVersion) return null
  if (account.isUseDue && session.sessionId) await noteSessionUse(session.sessionId, db).catch(() => {})
  const { id: userId, name, email, isOwner } = account
  const isSecondFactorMissing = await isRequiredFactorMissing(account, db)
  return { userId, name, email, isOwner, sessionId: session.sessionId, isSecondFactorMissing }
}

/** The version of sessions under which this one is open; null when it is over. Asking is no use of it. */
export async function versionOfSession(
  session: { userId: string; sessionId?: string | null },
  db: Db = prisma,
): Promise<number | null> {
  const { userId, sessionId = null } = session
  const account = await findSessionAccount({ userId, sessionId }, env.SESSION_IDLE_HOURS, db)
  return account?.isOpen && !(await isRequiredFactorMissing(account, db)) ? account.tokenVersion : null
}
