import { prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'

export interface OutsideIdentity {
  /** The provider's address. Subjects are unique only within it. */
  provider: string
  subject: string
  email: string | null
  /** Whether the provider has verified the e-mail. */
  isEmailVerified: boolean
  name: string | null
}

export const providerRefusals = ['oidcNoAccount', 'oidcEmailTaken', 'oidcNoEmail'] as const
type ProviderRefusal = (typeof providerRefusals)[number]

type SignedIn = { userId: string; tokenVersion: number } | { refusal: ProviderRefusal }

/** Matches the subject, then a verified e-mail; otherwise creates an account without a password if `mayBeNew`. */
export async function signInByProvider(
  { provider, subject, email, isEmailVerified, name }: OutsideIdentity,
  mayBeNew: boolean,
): Promise<SignedIn> {
  const known = await prisma.accountIdentity.findUnique({
    where: { provider_subject: { provider, subject } },
    include: { user: true },
  })
  if (known) return { userId: known.userId, tokenVersion: known.user.tokenVersion }
  const address = email?.trim().toLowerCase() ?? ''
  if (address === '' || address.length > 254) return { refusal: 'oidcNoEmail' }
  const owner = await prisma.appUser.findUnique({ where: { email: address } })
  // A provider created any account without a password, maybe with an unverified e-mail: never take it over.
  if (owner && (!isEmailVerified || owner.passwordHash === null)) return { refusal: 'oidcEmailTaken' }
  if (!owner && !mayBeNew) return { refusal: 'oidcNoAccount' }
  try {
    return await prisma.$transaction(async (db) => {
      const user =
        owner ?? (await db.appUser.create({ data: { email: address, name: (name?.trim() || address).slice(0, 100) } }))
      await db.accountIdentity.create({ data: { provider, subject, userId: user.id } })
      return { userId: user.id, tokenVersion: user.tokenVersion }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // A concurrent first sign-in has just created the account.
    return signInByProvider({ provider, subject, email, isEmailVerified, name }, false)
  }
}
