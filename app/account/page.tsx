import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AccountPage } from '@/components/accounts/account-page'
import { AccountFrame } from '@/components/kit/account-frame'
import { AreaMessages } from '@/components/ui/area-messages'
import { currentAccount } from '@/lib/auth/session'
import { hasPassword } from '@/lib/services/accounts/change-account'
import { listOwnProjects } from '@/lib/services/projects/list-projects'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy'))('account') }
}

export default async function OwnAccountPage() {
  const account = await currentAccount()
  if (!account) redirect('/sign-in?callbackUrl=%2Faccount')
  const [projects, canChangePassword] = await Promise.all([
    listOwnProjects({ kind: 'account', userId: account.userId, isOwner: account.isOwner }),
    hasPassword(account.userId),
  ])
  return (
    <AreaMessages areas={['privacy', 'ownAccount']}>
      <AccountFrame account={account}>
        <AccountPage account={account} hasPassword={canChangePassword} projects={projects} />
      </AccountFrame>
    </AreaMessages>
  )
}
