import { prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'

export interface OutsideIdentity {
  /** The provider's address; a subject is unique within it alone. */
  provider: string
  subject: string
  email: string | null
  /** Whether the provider vouches that the e-mail is this person's. */
  isEmailVerified: boolean
  name: string | null
}

export const providerRefusals = ['oidcNoAccount', 'oidcEmailTaken', 'oidcNoEmail'] as const
export type ProviderRefusal = (typeof providerRefusals)[number]

type SignedIn = { userId: string; tokenVersion: number } | { refusal: ProviderRefusal }

/**
 * The account of someone whom a provider outside has signed in: the one known under the provider's name for them; else the
 * one with their e-mail, if the provider vouches for it; else a new one without a password, where `mayBeNew` says so.
 */
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
  // An account without a password was made by a provider, perhaps on an e-mail that nobody had checked: it is not handed on.
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
    // Two first sign-ins at once: the other one has made what this one was about to make.
    return signInByProvider({ provider, subject, email, isEmailVerified, name }, false)
  }
}
