import { findSessionAccount, noteSessionUse } from '@/lib/db/accounts/account-session'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'

interface OwnAccount {
  userId: string
  isOwner: boolean
}

export const isAdminAnywhere = async ({ userId, isOwner }: OwnAccount): Promise<boolean> =>
  isOwner || (await prisma.membership.findFirst({ where: { userId, role: 'admin' } })) !== null

/**
 * Whether the account needs a second factor beside its password. `REQUIRE_SECOND_FACTOR=1` requires it of the server's
 * owner and the admins of any project, `all` of everyone.
 */
export async function needsSecondFactor(account: OwnAccount): Promise<boolean> {
  if (env.REQUIRE_SECOND_FACTOR === '0') return false
  if (env.REQUIRE_SECOND_FACTOR === 'all') return true
  return isAdminAnywhere(account)
}

type SessionAccount = NonNullable<Awaited<ReturnType<typeof findSessionAccount>>>

// Accounts without a password sign in through a provider, which is responsible for its own second factor.
const isRequiredFactorMissing = async ({ id: userId, isOwner, hasPasswordAlone }: SessionAccount) =>
  hasPasswordAlone && (await needsSecondFactor({ userId, isOwner }))

/**
 * Returns null if the session has ended or the account is gone. With `isSecondFactorMissing`, callers may only open the
 * page that sets up a second factor. Noting the session's use may fail: the next request tries again.
 */
export async function openSessionAccount(session: { userId: string; tokenVersion: number; sessionId: string | null }) {
  const account = await findSessionAccount(session, env.SESSION_IDLE_HOURS)
  if (!account?.isOpen || account.tokenVersion !== session.tokenVersion) return null
  if (account.isUseDue && session.sessionId) await noteSessionUse(session.sessionId).catch(() => {})
  const { id: userId, name, email, isOwner } = account
  const isSecondFactorMissing = await isRequiredFactorMissing(account)
  return { userId, name, email, isOwner, sessionId: session.sessionId, isSecondFactorMissing }
}

/** Returns null if the session has ended. Does not count as use of the session. */
export async function versionOfSession(session: { userId: string; sessionId?: string | null }): Promise<number | null> {
  const { userId, sessionId = null } = session
  const account = await findSessionAccount({ userId, sessionId }, env.SESSION_IDLE_HOURS)
  return account?.isOpen && !(await isRequiredFactorMissing(account)) ? account.tokenVersion : null
}
