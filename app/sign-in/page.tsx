import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ProviderButton } from '@/components/accounts/provider-button'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { EntryPage } from '@/components/kit/entry-page'
import { AreaMessages } from '@/components/ui/area-messages'
import { Notice } from '@/components/ui/notice'
import { outsideProviderName } from '@/lib/auth/outside-provider'
import { currentAccount } from '@/lib/auth/session'
import { providerRefusals } from '@/lib/services/accounts/sign-in-by-provider'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('account.signIn')

const providerProblems = ['oidcFailed', ...providerRefusals] as const

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl, error, deleted } = await searchParams
  const wanted = typeof callbackUrl === 'string' ? callbackUrl : null
  const account = await currentAccount({ mayMissSecondFactor: true })
  if (account?.isSecondFactorMissing) redirect(`/second-factor?callbackUrl=${encodeURIComponent(wanted ?? '/')}`)
  if (wanted === null && account) redirect('/')
  const t = await getTranslations('account')
  const own = await getTranslations('ownAccount')
  const privacy = await getTranslations('privacy')
  const provider = outsideProviderName()
  const refusal = provider === null ? null : providerProblems.find((one) => one === error)
  return (
    <EntryPage
      title={t('signIn')}
      form={
        <div className="group flex flex-col gap-4">
          {refusal && provider !== null && <Notice tone="error">{t(refusal, { provider })}</Notice>}
          <AreaMessages areas={['secondFactor']}>
            <SignInForm
              callbackUrl={wanted}
              hasFailed={error !== undefined && !refusal}
              deletedNotice={deleted === undefined ? null : privacy('deleted')}
            />
          </AreaMessages>
          {provider !== null && <ProviderButton name={provider} callbackUrl={wanted ?? '/'} />}
          {/* Once a code is asked for, the password was right. */}
          <p className="text-pretty text-second text-small group-has-[[name=code]]:hidden">{own('forgotPassword')}</p>
          {wanted?.startsWith('/rate/') && <p className="text-pretty text-second text-small">{t('cameFromPanel')}</p>}
        </div>
      }
    />
  )
}
