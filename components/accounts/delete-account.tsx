'use client'

import { useTranslations } from 'next-intl'
import { TypedConfirmation } from '@/components/kit/typed-confirmation'
import { deleteAccount } from '@/lib/client/accounts/privacy'

export function DeleteAccount() {
  const t = useTranslations('privacy')
  const account = useTranslations('account')
  const common = useTranslations('common')
  const words = {
    ...{ open: t('deleteButton'), title: t('deleteConfirm'), cancel: common('cancel') },
    ...{ confirm: t('deleteYes'), busy: t('deleting') },
  }
  return (
    <TypedConfirmation
      words={words}
      field={{ label: account('email'), name: 'email', type: 'email', maxLength: 254 }}
      act={async (email) => {
        await deleteAccount(email)
        window.location.assign('/sign-in')
      }}
    >
      <p>{t('deleteText')}</p>
    </TypedConfirmation>
  )
}
