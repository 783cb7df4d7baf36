import { prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { type GivenCode, readCode } from '@/lib/domain/accounts/second-factor'
import { type AttemptLimit, refundAttempt, takeAttempt } from '@/lib/services/access/attempt-limits'
import type { Origin } from './check-credentials'
import { openSecret, stepOfCode } from './one-time-code'
import { verifyPassword } from './password'

export type AcceptedCode = 'one-time-code' | 'recovery-code'

export const hasSecondFactor = async (userId: string): Promise<boolean> =>
  (await prisma.secondFactor.findUnique({
    where: { userId, confirmedAt: { not: null } },
    select: { userId: true },
  })) !== null

/**
 * Limits wrong codes after a right password: ten in five minutes, as for passwords, and 30 one-time codes a day, since
 * three of a million are valid at any moment. Recovery codes cannot be guessed, so they work despite the attempts of
 * others. Known browsers and sessions have limits of their own.
 */
export function codeLimits(userId: string, origin: Origin, kind: GivenCode['kind'] = 'one-time'): AttemptLimit[] {
  const [by, of] =
    'device' in origin
      ? ['device', [userId, origin.device]]
      : 'sessionsOf' in origin
        ? ['session', [userId]]
        : ['network', [userId, origin.network]]
  const often = { name: `code by ${by}`, of, most: 10, seconds: 300 }
  if (kind === 'recovery') return [often]
  return [often, { name: `code a day by ${by}`, of: by === 'network' ? [userId] : of, most: 30, seconds: 86_400 }]
}

/** Uses up a code's time step. Of concurrent calls with the same code, one succeeds. */
async function spendOneTimeCode(userId: string, digits: string, now: Date): Promise<boolean> {
  const factor = await prisma.secondFactor.findUnique({ where: { userId, confirmedAt: { not: null } } })
  const secret = factor && (await openSecret(userId, factor.secret))
  const step = secret ? stepOfCode(secret, digits, now.getTime()) : null
  if (!factor || step === null) return false
  const { count } = await prisma.secondFactor.updateMany({
    where: { userId, secret: factor.secret, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return count === 1
}

/** Of concurrent calls with the same code, one succeeds. */
async function spendRecoveryCode(userId: string, code: string): Promise<boolean> {
  for (const { codeHash } of await prisma.recoveryCode.findMany({ where: { userId } })) {
    if (!(await verifyPassword(code, codeHash))) continue
    return inTransaction(prisma, async (tx) => {
      const { count } = await tx.recoveryCode.deleteMany({ where: { userId, codeHash } })
      if (count === 0) return false
      const left = await tx.recoveryCode.count({ where: { userId } })
      await writeAuditEvent(tx, { projectId: null, userId, action: 'account.use-recovery-code', details: { left } })
      return true
    })
  }
  return false
}

async function tryCode(userId: string, given: GivenCode | null, now: Date): Promise<AcceptedCode | null> {
  if (given?.kind === 'one-time') return (await spendOneTimeCode(userId, given.digits, now)) ? 'one-time-code' : null
  if (given?.kind === 'recovery') return (await spendRecoveryCode(userId, given.code)) ? 'recovery-code' : null
  return null
}

/** Uses up a one-time or recovery code; null if it is wrong or already used. Throws TooManyAttempts. */
export async function acceptCode(
  { userId, code, origin }: { userId: string; code: string; origin: Origin },
  now = new Date(),
): Promise<AcceptedCode | null> {
  const given = readCode(code)
  const limits = codeLimits(userId, origin, given?.kind)
  await takeAttempt(limits)
  const accepted = await tryCode(userId, given, now)
  if (accepted) await refundAttempt(limits)
  return accepted
}
