import { getTranslations } from 'next-intl/server'
import { JoinForm } from '@/components/accounts/join-form'
import { EntryPage } from '@/components/kit/entry-page'
import { outsideProviderName } from '@/lib/auth/outside-provider'
import { currentAccount } from '@/lib/auth/session'
import { findInvite } from '@/lib/services/accounts/invites'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('account.join', { referrer: 'no-referrer' })

const endedMessage = { 'used-up': 'inviteUsedUp', expired: 'inviteExpired', revoked: 'inviteRevoked' } as const
const invitedAs = { rater: 'invitedRater', expert: 'invitedExpert', admin: 'invitedAdmin' } as const

export default async function JoinPage({ searchParams }: PageProps<'/join'>) {
  const { token } = await searchParams
  const invite = typeof token === 'string' ? await findInvite(token) : null
  const t = await getTranslations('account')
  if (!invite || typeof token !== 'string') return <EntryPage title={t('linkBroken')}>{t('linkBrokenText')}</EntryPage>
  if (invite.state !== 'active') return <EntryPage title={t('linkOver')}>{t(endedMessage[invite.state])}</EntryPage>
  const account = await currentAccount()
  return (
    <EntryPage
      title={t('joinProject', { project: invite.projectName })}
      form={<JoinForm token={token} accountName={account?.name ?? null} provider={outsideProviderName()} />}
    >
      {t(invitedAs[invite.role])}
    </EntryPage>
  )
}
