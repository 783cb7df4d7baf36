'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { deleteAccount } from '@/lib/client/accounts/privacy'
import { OwnerDialog } from './owner-dialog'
import { ProviderButton } from './provider-button'

interface DeleteAccountProps {
  hasPassword: boolean
  /** Name of the sign-in provider. Null if there is none. */
  provider: string | null
  isSignInRecent: boolean
}

/** Asks for the e-mail and the password. Users without a password have to sign in again if their sign-in is too old. */
export function DeleteAccount({ hasPassword, provider, isSignInRecent }: DeleteAccountProps) {
  const t = useTranslations('privacy')
  const account = useTranslations('account')
  if (!hasPassword && !isSignInRecent)
    return provider === null ? (
      <p>{t('deleteNoProvider')}</p>
    ) : (
      <>
        <p className="mb-3">{t('deleteSignIn')}</p>
        <ProviderButton name={provider} callbackUrl="/account" word={t('deleteSignInButton', { provider })} asksAgain />
      </>
    )
  return (
    <OwnerDialog
      button={{ tone: 'danger', children: t('deleteButton') }}
      title={t('deleteConfirm')}
      text={t('deleteText')}
      confirm={t('deleteYes')}
      busy={t('deleting')}
      isDangerous
      withPassword={hasPassword}
      fields={<Field label={account('email')} name="email" type="email" maxLength={254} required autoComplete="off" />}
      act={async (text) => {
        await deleteAccount({ email: text('email'), ...(hasPassword && { currentPassword: text('currentPassword') }) })
        window.location.assign('/sign-in?deleted=1')
      }}
    />
  )
}
