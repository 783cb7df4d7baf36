import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ProviderButton } from './provider-button'

/** How the user of this session can prove again that the account is theirs. */
export interface OwnerProof {
  hasPassword: boolean
  /** Name of the sign-in provider. Null if there is none. */
  provider: string | null
  isSignInRecent: boolean
}

interface ProvenOwnerProps {
  owner: OwnerProof
  /** Why users without a password have to sign in again. */
  text: string
  children: ReactNode
}

/** Shows `children`, which ask for the password. Without one, users whose sign-in is too old have to sign in again. */
export function ProvenOwner({ owner: { hasPassword, provider, isSignInRecent }, text, children }: ProvenOwnerProps) {
  const t = useTranslations('ownAccount')
  if (hasPassword || isSignInRecent) return children
  if (provider === null) return <p>{t('noProvider')}</p>
  return (
    <>
      <p className="mb-3">{text}</p>
      <ProviderButton name={provider} callbackUrl="/account" word={t('signInAgain', { provider })} asksAgain />
    </>
  )
}
