import { getTranslations } from 'next-intl/server'
import { ResetPasswordForm } from '@/components/accounts/reset-password-form'
import { EntryPage } from '@/components/kit/entry-page'
import { AreaMessages } from '@/components/ui/area-messages'
import { findPasswordReset } from '@/lib/services/accounts/password-reset'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('ownAccount.resetTitle', { referrer: 'no-referrer' })

export default async function ResetPasswordPage({ searchParams }: PageProps<'/reset-password'>) {
  const { token } = await searchParams
  // Opening the page does not use up the token, since link previews open it too.
  const email = typeof token === 'string' ? await findPasswordReset(token) : null
  const t = await getTranslations('ownAccount')
  if (email === null || typeof token !== 'string')
    return <EntryPage title={t('resetOver')}>{t('resetOverText')}</EntryPage>
  return (
    <AreaMessages areas={['ownAccount']}>
      <EntryPage title={t('resetTitle')} form={<ResetPasswordForm token={token} email={email} />}>
        {t('resetText', { email })}
      </EntryPage>
    </AreaMessages>
  )
}
