import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { TooManyAttempts } from '@/lib/errors'
import { type AcceptedCode, acceptCode, hasSecondFactor } from './accept-code'
import { checkCredentials, type Origin } from './check-credentials'

/** `secondFactor` is our own; providers may have checked theirs. */
export const recordSignIn = (userId: string, by: 'password' | 'provider', secondFactor: AcceptedCode | null) =>
  writeAuditEvent(prisma, { projectId: null, userId, action: 'account.sign-in', details: { by, secondFactor } })

type Account = NonNullable<Awaited<ReturnType<typeof checkCredentials>>>

/** Why the right password is not enough: a code is missing, wrong or used. */
export type CodeProblem = 'code-needed' | 'wrong-code'

interface SignIn {
  email: string
  password: string
  /** One-time or recovery code. Sent with the password, so there is no half-open session in between. */
  code?: string | undefined
  origin: Exclude<Origin, { sessionsOf: string }>
}

async function checkBoth(
  { code = '', ...credentials }: SignIn,
  now: Date,
): Promise<{ account: Account; secondFactor: AcceptedCode | null } | CodeProblem | null> {
  const account = await checkCredentials(credentials)
  if (!account) return null
  if (!(await hasSecondFactor(account.id))) return { account, secondFactor: null }
  if (code.trim() === '') return 'code-needed'
  const secondFactor = await acceptCode({ userId: account.id, code, origin: credentials.origin }, now)
  return secondFactor ? { account, secondFactor } : 'wrong-code'
}

/**
 * Checks password and, if required, code, and records the result; of limited attempts only the first in a window.
 * Unknown accounts are recorded too, without the e-mail, so that timing does not reveal them.
 */
export async function signInByPassword(signIn: SignIn, now = new Date()): Promise<Account | CodeProblem | null> {
  const email = signIn.email.trim().toLowerCase()
  const record = async (action: 'account.sign-in-failed' | 'account.sign-in-limited', wrong?: string) => {
    const tried = await prisma.appUser.findUnique({ where: { email }, select: { id: true } })
    const details = { accountId: tried?.id ?? null, isKnownDevice: 'device' in signIn.origin, ...(wrong && { wrong }) }
    await writeAuditEvent(prisma, { projectId: null, userId: null, action, details })
  }
  try {
    const checked = await checkBoth(signIn, now)
    if (checked === 'code-needed') return checked
    if (checked === null || checked === 'wrong-code') {
      await record('account.sign-in-failed', checked === null ? 'password' : 'code')
      return checked
    }
    await recordSignIn(checked.account.id, 'password', checked.secondFactor)
    return checked.account
  } catch (error) {
    if (error instanceof TooManyAttempts && error.isFirst) await record('account.sign-in-limited')
    throw error
  }
}
