import { randomBytes } from 'node:crypto'
import type { ConfirmSecondFactorInput, NewSecondFactor, OwnerProof } from '@/lib/contracts/accounts/account'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { recoveryCode, recoveryCodeBytes } from '@/lib/domain/accounts/second-factor'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { env } from '@/lib/env'
import { conflict, forbidden, invalidInput, notFound } from '@/lib/errors'
import { refundAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import { needsSecondFactor } from '@/lib/services/access/session-account'
import { acceptCode, codeLimits, hasSecondFactor } from './accept-code'
import { accountOfCommand } from './account-of-command'
import { confirmOwner, ownId } from './confirm-owner'
import { newSecret, openSecret, qrPath, sealSecret, secretAddress, stepOfCode } from './one-time-code'
import { hashPassword } from './password'
import { endSessions } from './sessions'

const recoveryCodeCount = 10
/** How long a secret may be confirmed by its first code. */
const pendingMs = 15 * 60_000

const wrongCode = () =>
  invalidInput('This code is wrong, or has been used already. Nothing was changed.', {
    code: 'is wrong or used already',
  })

/** Includes the host, since users may have accounts on several servers. */
function issuer(): string {
  const host = env.NEXTAUTH_URL ? new URL(env.NEXTAUTH_URL).hostname : 'localhost'
  return host === 'localhost' ? 'Reassess' : `Reassess ${host}`
}

/** Replaces an unconfirmed secret. The factor stays off until a first code. Throws AppError `conflict` if it is on. */
export async function beginSecondFactor(
  actor: Actor,
  { currentPassword }: { currentPassword: string },
  now = new Date(),
): Promise<NewSecondFactor> {
  const userId = ownId(actor)
  const { email } = await confirmOwner(userId, currentPassword)
  const secret = newSecret()
  const sealed = await sealSecret(userId, secret)
  await inTransaction(prisma, async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: null } })
    const data = { userId, secret: sealed, createdAt: now }
    const { count } = await tx.secondFactor.createMany({ data, skipDuplicates: true })
    if (count === 0) throw conflict('Your second factor is already on. Turn it off first.')
  })
  return { secret, qr: qrPath(secretAddress(secret, issuer(), email)) }
}

async function replaceRecoveryCodes(userId: string, codes: { shown: string; hash: string }[], tx: Db) {
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({ data: codes.map(({ hash }) => ({ userId, codeHash: hash })) })
}

// Recovery codes have 50 bits, too few for a plain hash, so they are hashed like passwords.
async function newRecoveryCodes() {
  const codes: { shown: string; hash: string }[] = []
  for (let k = 0; k < recoveryCodeCount; k++) {
    const shown = recoveryCode(randomBytes(recoveryCodeBytes))
    codes.push({ shown, hash: await hashPassword(shown) })
  }
  return codes
}

interface TurnedOn {
  userId: string
  /** For the current session; all others have ended. */
  tokenVersion: number
  recoveryCodes: string[]
}

const versionOf = async (userId: string, tx: Db) =>
  (await tx.appUser.findUniqueOrThrow({ where: { id: userId } })).tokenVersion

/** Turns the second factor on and ends every session of the account. */
export async function confirmSecondFactor(
  actor: Actor,
  { code }: ConfirmSecondFactorInput,
  now = new Date(),
): Promise<TurnedOn> {
  const userId = ownId(actor)
  const since = new Date(now.getTime() - pendingMs)
  const pending = await prisma.secondFactor.findUnique({
    where: { userId, confirmedAt: null, createdAt: { gt: since } },
  })
  if (!pending) throw conflict('Setup took too long or was completed elsewhere. Start again.')
  const limits = codeLimits(userId, { sessionsOf: userId })
  await takeAttempt(limits)
  const secret = await openSecret(userId, pending.secret)
  const step = secret && stepOfCode(secret, code.replace(/[\s-]/g, ''), now.getTime())
  if (!step) throw wrongCode()
  await refundAttempt(limits)
  const codes = await newRecoveryCodes()
  const tokenVersion = await inTransaction(prisma, async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, secret: pending.secret, confirmedAt: null },
      data: { confirmedAt: now, lastStep: step },
    })
    if (count === 0) throw conflict('Setup was restarted elsewhere. Nothing was changed.')
    await replaceRecoveryCodes(userId, codes, tx)
    await endSessions(userId, tx)
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.second-factor-on', details: {} })
    return versionOf(userId, tx)
  })
  return { userId, tokenVersion, recoveryCodes: codes.map(({ shown }) => shown) }
}

/** Verifies the password and a code of an account whose second factor is on. */
async function proveOwner(actor: Actor, { currentPassword, code }: OwnerProof, now: Date): Promise<string> {
  const userId = ownId(actor)
  if (!(await hasSecondFactor(userId))) throw conflict('Your second factor is off.')
  await confirmOwner(userId, currentPassword)
  if (!(await acceptCode({ userId, code, origin: { sessionsOf: userId } }, now))) throw wrongCode()
  return userId
}

/** Previous recovery codes stop working. */
export async function renewRecoveryCodes(actor: Actor, proof: OwnerProof, now = new Date()): Promise<string[]> {
  const userId = await proveOwner(actor, proof, now)
  const codes = await newRecoveryCodes()
  await inTransaction(prisma, async (tx) => {
    // Changes nothing but locks the row, in case the second factor is being turned off.
    const { count } = await tx.secondFactor.updateMany({ where: { userId }, data: { lastStep: { increment: 0 } } })
    if (count === 0) throw conflict('Your second factor is off.')
    await replaceRecoveryCodes(userId, codes, tx)
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.new-recovery-codes', details: {} })
  })
  return codes.map(({ shown }) => shown)
}

/** Ends every session of the account. */
export async function turnOffSecondFactor(
  actor: Actor,
  proof: OwnerProof,
  now = new Date(),
): Promise<{ userId: string; tokenVersion: number }> {
  const userId = await proveOwner(actor, proof, now)
  const tokenVersion = await inTransaction(prisma, async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId } })
    await endSessions(userId, tx)
    await writeAuditEvent(tx, { projectId: null, userId, action: 'account.second-factor-off', details: {} })
    return versionOf(userId, tx)
  })
  return { userId, tokenVersion }
}

export async function readSecondFactor(account: { userId: string; isOwner: boolean }) {
  const { userId } = account
  const [isOn, recoveryCodesLeft, isRequired] = await Promise.all([
    hasSecondFactor(userId),
    prisma.recoveryCode.count({ where: { userId } }),
    needsSecondFactor(account),
  ])
  return { isOn, recoveryCodesLeft, isRequired }
}

async function forgetFactor(accountId: string, userId: string | null, tx: Db): Promise<void> {
  const { count } = await tx.secondFactor.deleteMany({ where: { userId: accountId } })
  if (count === 0) throw conflict('This account has no second factor. Nothing was changed.')
  await endSessions(accountId, tx)
  const details = { memberId: accountId }
  await writeAuditEvent(tx, { projectId: null, userId, action: 'account.reset-second-factor', details })
}

/**
 * Removes a lost second factor and signs the account out everywhere; the password is still required. For the server's
 * owner. Throws AppError `conflict` for the owner's own account.
 */
export async function resetSecondFactor(actor: Actor, accountId: string): Promise<void> {
  if (actor.kind !== 'account' || !canCreateProjects(actor))
    throw forbidden('Only the owner of this server can reset a second factor.')
  if (accountId === actor.userId)
    throw conflict('This is your own account. Turn its second factor off on your account page.')
  await inTransaction(prisma, async (tx) => {
    const account = isUuid(accountId) ? await tx.appUser.findUnique({ where: { id: accountId } }) : null
    if (!account) throw notFound('account')
    await forgetFactor(accountId, actor.userId, tx)
  })
}

/** For any account, from the command line. */
export async function resetSecondFactorByEmail(actor: Actor, email: string): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    const account = await accountOfCommand(actor, email, tx)
    await forgetFactor(account.id, null, tx)
  })
}
