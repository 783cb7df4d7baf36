import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RequiredSecondFactor } from '@/components/accounts/required-second-factor'
import { EntryPage } from '@/components/kit/entry-page'
import { AreaMessages } from '@/components/ui/area-messages'
import { currentAccount } from '@/lib/auth/session'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('secondFactor.requiredTitle')

/**
 * The sign-in redirects here if this server requires a second factor and the account has none; all other pages are
 * closed.
 */
export default async function RequiredSecondFactorPage({ searchParams }: PageProps<'/second-factor'>) {
  const { callbackUrl } = await searchParams
  const account = await currentAccount({ mayMissSecondFactor: true })
  if (!account) redirect('/sign-in')
  if (!account.isSecondFactorMissing) redirect('/account')
  const t = await getTranslations('secondFactor')
  return (
    <AreaMessages areas={['ownAccount', 'secondFactor']}>
      <EntryPage
        title={t('requiredTitle')}
        form={<RequiredSecondFactor callbackUrl={typeof callbackUrl === 'string' ? callbackUrl : null} />}
      >
        {t('requiredText', { email: account.email })}
      </EntryPage>
    </AreaMessages>
  )
}
