import type { OwnSession } from '@/lib/contracts/accounts/account'
import { deleteOldSessions } from '@/lib/db/accounts/account-session'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { deviceName } from '@/lib/domain/accounts/device-name'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { env } from '@/lib/env'
import { conflict, notFound } from '@/lib/errors'
import { confirmOwnerIfPassword, ownId } from './confirm-owner'

/** `authenticatedAt` is when the user proved to the sign-in provider who they are. */
export async function beginSession(
  userId: string,
  userAgent: string | null,
  authenticatedAt: Date | null = null,
): Promise<string> {
  const data = { userId, device: deviceName(userAgent), authenticatedAt }
  return (await prisma.accountSession.create({ data, select: { id: true } })).id
}

/** Returns one's own open sessions, most recently used first. */
export async function listSessions(actor: Actor): Promise<OwnSession[]> {
  const userId = ownId(actor)
  const currentId = actor.kind === 'account' ? actor.sessionId : null
  const since = (seconds: number) => new Date(Date.now() - seconds * 1_000)
  const rows = await prisma.accountSession.findMany({
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
  /** Required if the account has a password, so that someone who finds an open session cannot end others. */
  currentPassword?: string | undefined
}

/** Throws AppError `not-found` for sessions that have ended or belong to another account. */
export async function endSession(
  actor: Actor,
  { sessionId, currentPassword }: { sessionId: string } & Confirmed,
): Promise<void> {
  const userId = ownId(actor)
  await confirmOwnerIfPassword(userId, currentPassword)
  await inTransaction(prisma, async (tx) => {
    const { count } = isUuid(sessionId)
      ? await tx.accountSession.deleteMany({ where: { id: sessionId, userId } })
      : { count: 0 }
    if (count === 0) throw notFound('session')
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.end-session', details: {} })
  })
}

/** Also revokes the account's access tokens: someone else may have created them in one of these sessions. */
export async function endSessions(userId: string, db: Db): Promise<void> {
  await db.appUser.updateMany({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } })
  await db.accountSession.deleteMany({ where: { userId } })
  await db.accessToken.deleteMany({ where: { userId } })
}

/** Also ends the current session. */
export async function endOwnSessions(actor: Actor, { currentPassword }: Confirmed): Promise<void> {
  const userId = ownId(actor)
  await confirmOwnerIfPassword(userId, currentPassword)
  await inTransaction(prisma, async (tx) => {
    await endSessions(userId, tx)
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.end-sessions', details: {} })
  })
}

/** Ends this session, so copies of its cookie stop working. Without a session id (older cookies), ends all of them. */
export async function signOut(userId: string, sessionId: string | null): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    if (sessionId === null) await endSessions(userId, tx)
    else await tx.accountSession.deleteMany({ where: { id: sessionId, userId } })
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.sign-out', details: {} })
  })
}

/** Deletes the rows of ended sessions. */
export const sweepSessions = () => deleteOldSessions(env.SESSION_IDLE_HOURS * 3_600, accountMaxAge)

interface NewPassword {
  userId: string
  passwordHash: string
  /** Token version of the session that asked for it; omitted without a session. */
  tokenVersion?: number
}

/**
 * Sets a password within the caller's transaction and ends the account's sessions and reset link. Returns the token
 * version for new sessions. Throws AppError `conflict` if sessions were ended since `tokenVersion` was read.
 */
export async function setPassword({ userId, passwordHash, tokenVersion }: NewPassword, tx: Db): Promise<number> {
  await tx.passwordReset.deleteMany({ where: { userId } })
  const { count } = await tx.appUser.updateMany({
    where: { id: userId, ...(tokenVersion !== undefined && { tokenVersion }) },
    data: { passwordHash },
  })
  if (count === 0) throw conflict('Your sessions were ended while this was saved. Nothing was changed. Sign in again.')
  await endSessions(userId, tx)
  return (await tx.appUser.findUniqueOrThrow({ where: { id: userId } })).tokenVersion
}
