import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { JoinForm } from '@/components/accounts/join-form'
import { Door } from '@/components/kit/door'
import { currentAccount } from '@/lib/auth/current-actor'
import { outsideProviderName } from '@/lib/auth/outside-provider'
import { findInvite } from '@/lib/services/accounts/find-invite'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('join'), referrer: 'no-referrer' }
}

const whyOver = { 'used-up': 'inviteUsedUp', expired: 'inviteExpired', revoked: 'inviteRevoked' } as const
const invitedAs = { rater: 'invitedRater', expert: 'invitedExpert', admin: 'invitedAdmin' } as const

export default async function JoinPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  const invite = typeof token === 'string' ? await findInvite(token) : null
  const t = await getTranslations('account')
  if (!invite || typeof token !== 'string') return <Door title={t('linkBroken')}>{t('linkBrokenText')}</Door>
  if (invite.state !== 'active') return <Door title={t('linkOver')}>{t(whyOver[invite.state])}</Door>
  const account = await currentAccount()
  return (
    <Door
      title={t('joinProject', { project: invite.projectName })}
      form={<JoinForm token={token} accountName={account?.name ?? null} provider={outsideProviderName()} />}
    >
      {t(invitedAs[invite.role])}
    </Door>
  )
}
