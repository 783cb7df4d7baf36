import { newAccountFields } from '@/lib/contracts/accounts/account'
import { type Db, prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { endSessions } from './sessions'

export interface OutsideIdentity {
  /** The provider's address, with or without a slash at its end. Subjects are unique only within it. */
  provider: string
  subject: string
  email: string | null
  /** Whether the provider has verified the e-mail. */
  isEmailVerified: boolean
  name: string | null
}

export const providerRefusals = ['oidcNoAccount', 'oidcEmailTaken', 'oidcOtherSignIn', 'oidcNoEmail'] as const
type ProviderRefusal = (typeof providerRefusals)[number]

type SignedIn = { userId: string; tokenVersion: number } | { refusal: ProviderRefusal }

/**
 * Removes what others may know of an account whose e-mail a provider verifies for the first time: we never verified it, so
 * somebody may have created the account, or changed its e-mail, to share it with the person the e-mail belongs to. The
 * server's owner keeps the password, as the way in when the provider fails; nobody else could have given them that account.
 */
async function closeOtherWaysIn(owner: { id: string; isOwner: boolean }, db: Db): Promise<number> {
  const userId = owner.id
  if (!owner.isOwner) {
    await db.appUser.update({ where: { id: userId }, data: { passwordHash: null } })
    await db.passwordReset.deleteMany({ where: { userId } })
    await db.accountIdentity.deleteMany({ where: { userId } })
    await db.secondFactor.deleteMany({ where: { userId } })
    await endSessions(userId, db)
    const details = { by: 'provider' }
    await writeAuditEvent(db, { projectId: null, userId, action: 'account.change-password', details })
  }
  return (await db.appUser.findUniqueOrThrow({ where: { id: userId } })).tokenVersion
}

/** Matches the subject, then a verified e-mail; otherwise creates an account without a password if `mayBeNew`. */
export async function signInByProvider(identity: OutsideIdentity, mayBeNew: boolean): Promise<SignedIn> {
  const { subject, email, isEmailVerified, name } = identity
  const provider = identity.provider.replace(/\/+$/, '')
  const address = email?.trim().toLowerCase() ?? ''
  // Read first: if a concurrent sign-in has just created the account, its identity is found below.
  const owner = await prisma.appUser.findUnique({ where: { email: address } })
  // Servers up to 2026-11 stored the slash if the settings had it.
  const known = await prisma.accountIdentity.findFirst({
    where: { provider: { in: [provider, `${provider}/`] }, subject },
    orderBy: { provider: 'asc' },
    include: { user: true },
  })
  if (known) return { userId: known.userId, tokenVersion: known.user.tokenVersion }
  if (address === '' || address.length > 254) return { refusal: 'oidcNoEmail' }
  // Nobody has proved to own the e-mail of an account without a password: a provider, which may not have verified it, or a
  // restored project created it. Never take it over.
  if (owner?.passwordHash === null) return { refusal: 'oidcOtherSignIn' }
  if (owner && !isEmailVerified) return { refusal: 'oidcEmailTaken' }
  if (!owner && !mayBeNew) return { refusal: 'oidcNoAccount' }
  try {
    return await inTransaction(prisma, async (db) => {
      const accountName = newAccountFields.name.safeParse(name?.slice(0, 100)).data ?? address.slice(0, 100)
      const user = owner ?? (await db.appUser.create({ data: { email: address, name: accountName } }))
      const tokenVersion = owner ? await closeOtherWaysIn(owner, db) : user.tokenVersion
      await db.accountIdentity.create({ data: { provider, subject, userId: user.id } })
      return { userId: user.id, tokenVersion }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // A concurrent first sign-in has just created the account.
    return signInByProvider(identity, false)
  }
}
