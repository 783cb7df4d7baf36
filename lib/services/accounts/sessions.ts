import type { OwnSession } from '@/lib/contracts/accounts/session'
import { deleteOldSessions } from '@/lib/db/accounts/account-session'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { deviceName } from '@/lib/domain/accounts/device-name'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { env } from '@/lib/env'
import { notFound } from '@/lib/errors'
import { confirmOwnerIfPassword } from './confirm-owner'
import { ownId } from './own-id'

/** Begins a session of the account in the browser with this User-Agent. Returns its id. */
export const beginSession = async (userId: string, userAgent: string | null, db: Db = prisma): Promise<string> =>
  (await db.accountSession.create({ data: { userId, device: deviceName(userAgent) }, select: { id: true } })).id

/** One's own sessions that are open, the one used last first. */
export async function listSessions(actor: Actor, db: Db = prisma): Promise<OwnSession[]> {
  const userId = ownId(actor)
  const currentId = actor.kind === 'account' ? actor.sessionId : null
  const since = (seconds: number) => new Date(Date.now() - seconds * 1_000)
  const rows = await db.accountSession.findMany({
    where: {
      userId,
      lastUsedAt: { gt: since(env.SESSION_IDLE_HOURS * 3_600) },
      startedAt: { gt: since(accountMaxAge) },
    },
    orderBy: [{ lastUsedAt: 'desc' }, { startedAt: 'desc' }],
    take: 100,
  })
  return rows.map(({ id, device, startedAt, lastUsedAt }) => ({
    ...{ id, device, isCurrent: id === currentId },
    ...{ startedAt: startedAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() },
  }))
}

interface Confirmed {
  /** Asked of accounts that have one, so that whoever only found a session open ends no other. */
  currentPassword?: string | undefined
}

/** Ends one session of one's own. AppError `not-found` for one that is over or another account's. */
export async function endSession(
  actor: Actor,
  { sessionId, currentPassword }: { sessionId: string } & Confirmed,
  db: Db = prisma,
): Promise<void> {
  const userId = ownId(actor)
  await confirmOwnerIfPassword(userId, currentPassword, db)
  await inTransaction(db, async (tx) => {
    const { count } = isUuid(sessionId)
      ? await tx.accountSession.deleteMany({ where: { id: sessionId, userId } })
      : { count: 0 }
    if (count === 0) throw notFound('session')
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.end-session', details: {} })
  })
}

/** Ends every session of an account, on every device. */
export async function endSessions(userId: string, db: Db = prisma): Promise<void> {
  await db.appUser.updateMany({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } })
  await db.accountSession.deleteMany({ where: { userId } })
}

/** Ends every session of one's own, also the one that asks. */
export async function endOwnSessions(actor: Actor, { currentPassword }: Confirmed, db: Db = prisma): Promise<void> {
  const userId = ownId(actor)
  await confirmOwnerIfPassword(userId, currentPassword, db)
  await inTransaction(db, async (tx) => {
    await endSessions(userId, tx)
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.end-sessions', details: {} })
  })
}

/**
 * Signs out of the session whose cookie this is, so that a copy of it is worth nothing afterwards. One that began before
 * sessions had rows cannot be told from others, so all of the account end.
 */
export async function signOut(userId: string, sessionId: string | null, db: Db = prisma): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (sessionId === null) await endSessions(userId, tx)
    else await tx.accountSession.deleteMany({ where: { id: sessionId, userId } })
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.sign-out', details: {} })
  })
}

/** Deletes the rows of sessions that are over. */
export const sweepSessions = (db: Db = prisma) => deleteOldSessions(env.SESSION_IDLE_HOURS * 3_600, accountMaxAge, db)
