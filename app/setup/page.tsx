import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SetupForm } from '@/components/accounts/setup-form'
import { EntryPage } from '@/components/kit/entry-page'
import { isServerSetUp, isSetupToken } from '@/lib/services/accounts/set-up-server'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('account.setUp', { referrer: 'no-referrer' })

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  if (await isServerSetUp()) redirect('/sign-in')
  const { token } = await searchParams
  const t = await getTranslations('account')
  if (typeof token !== 'string' || !(await isSetupToken(token)))
    return <EntryPage title={t('notSetUp')}>{t('notSetUpText')}</EntryPage>
  return (
    <EntryPage title={t('setUp')} form={<SetupForm token={token} />}>
      {t('setUpText')}
    </EntryPage>
  )
}
