import type { NewAccessTokenInput, OwnAccessToken } from '@/lib/contracts/accounts/account'
import { prisma } from '@/lib/db/client'
import { inTransaction, lockByKey, writeAuditEvent } from '@/lib/db/session/transaction'
import { newSecret, secretHash } from '@/lib/db/sha256'
import { accessTokenPrefix } from '@/lib/domain/accounts/access-token'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { AppError, conflict, invalidInput, notFound } from '@/lib/errors'
import { openSessionAccount } from '@/lib/services/access/session-account'
import { confirmOwnerAgain, ownId } from './confirm-owner'

const dayMs = 86_400_000
const noteUseEveryMs = 5 * 60_000
const maxTokens = 50

/** Returns one's own tokens that have not expired, newest first. */
export async function listAccessTokens(actor: Actor): Promise<OwnAccessToken[]> {
  const rows = await prisma.accessToken.findMany({
    where: { userId: ownId(actor), expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
  })
  return rows.map(({ id, name, canWrite, createdAt, expiresAt, lastUsedAt }) => ({
    ...{ id, name, canWrite },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }))
}

/** Only the response contains the token; the database stores its hash. */
export async function createAccessToken(
  actor: Actor,
  { name, daysValid, canWrite, currentPassword }: NewAccessTokenInput,
): Promise<{ token: string; expiresAt: string }> {
  const now = new Date()
  const userId = ownId(actor)
  // Read before the password is checked: sessions that end meanwhile end this token too.
  const { tokenVersion } = await prisma.appUser.findUniqueOrThrow({ where: { id: userId } })
  await confirmOwnerAgain(actor, currentPassword)
  const token = accessTokenPrefix + newSecret()
  const expiresAt = new Date(now.getTime() + daysValid * dayMs)
  await inTransaction(prisma, async (tx) => {
    // Otherwise concurrent requests would not count each other's tokens.
    await lockByKey(tx, 'accessTokens')
    const valid = { userId, expiresAt: { gt: now } }
    if ((await tx.accessToken.count({ where: valid })) >= maxTokens)
      throw conflict(`You have ${maxTokens} access tokens, the most there can be. Revoke one that is no longer used.`)
    // The audit trail names the token by which something was done.
    if ((await tx.accessToken.count({ where: { ...valid, name } })) > 0)
      throw invalidInput('The token was not created.', {
        name: 'You have a token of this name. Choose another name, or revoke that token.',
      })
    await tx.accessToken.create({
      data: { userId, name, canWrite, tokenVersion, tokenHash: secretHash(token), expiresAt },
    })
    const details = { name, access: canWrite ? 'read and change' : 'read only', expiresAt: expiresAt.toISOString() }
    await writeAuditEvent(tx, { projectId: null, userId, action: 'access-token.create', details })
  })
  return { token, expiresAt: expiresAt.toISOString() }
}

export const sweepAccessTokens = () => prisma.accessToken.deleteMany({ where: { expiresAt: { lte: new Date() } } })

/** Throws AppError `not-found` for tokens that are gone or belong to another account. */
export async function revokeAccessToken(actor: Actor, { token: id }: { token: string }): Promise<void> {
  const userId = ownId(actor)
  await inTransaction(prisma, async (tx) => {
    const row = isUuid(id) ? await tx.accessToken.findFirst({ where: { id, userId } }) : null
    if (!row) throw notFound('access token')
    await tx.accessToken.deleteMany({ where: { id } })
    await writeAuditEvent(tx, { projectId: null, userId, action: 'access-token.revoke', details: { name: row.name } })
  })
}

/**
 * Returns the account for which a token acts, its name, and whether it may write. Throws AppError `unauthenticated` if the token is
 * unknown, revoked or expired, or its account must set up a second factor first.
 */
export async function openAccessToken(token: string, now = new Date()) {
  const row = await prisma.accessToken.findUnique({ where: { tokenHash: secretHash(token) } })
  const account = row && row.expiresAt > now && (await openSessionAccount({ ...row, sessionId: null }))
  if (!account)
    throw new AppError('unauthenticated', 'This access token is unknown, revoked or expired. Create one on /account.')
  const { userId, name, canWrite, lastUsedAt } = row
  if (account.isSecondFactorMissing)
    throw new AppError('unauthenticated', 'The account of this access token must set up a second factor first.')
  const before = new Date(now.getTime() - noteUseEveryMs)
  if (!lastUsedAt || lastUsedAt < before)
    // Only one of several concurrent requests writes, and a failure must not fail the request.
    await prisma.accessToken
      .updateMany({
        where: { id: row.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
        data: { lastUsedAt: now },
      })
      .catch(() => {})
  return { actor: { kind: 'account', userId, isOwner: account.isOwner, sessionId: null } as const, name, canWrite }
}
