'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { deleteAccount } from '@/lib/client/accounts/account'
import { OwnerDialog } from './owner-dialog'
import { type OwnerProof, ProvenOwner } from './proven-owner'

/** Asks for the e-mail and the password. */
export function DeleteAccount({ owner }: { owner: OwnerProof }) {
  const t = useTranslations('privacy')
  const account = useTranslations('account')
  const { hasPassword } = owner
  return (
    <ProvenOwner owner={owner} text={t('deleteSignIn')}>
      <OwnerDialog
        button={{ tone: 'danger', children: t('deleteButton') }}
        title={t('deleteConfirm')}
        text={t('deleteText')}
        confirm={t('deleteYes')}
        busy={t('deleting')}
        isDangerous
        withPassword={hasPassword}
        fields={
          <Field label={account('email')} name="email" type="email" maxLength={254} required autoComplete="off" />
        }
        act={async (text) => {
          await deleteAccount({
            email: text('email'),
            ...(hasPassword && { currentPassword: text('currentPassword') }),
          })
          window.location.assign('/sign-in?deleted=1')
        }}
      />
    </ProvenOwner>
  )
}
