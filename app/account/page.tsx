import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AccountPage } from '@/components/accounts/account-page'
import { AccountFrame } from '@/components/kit/account-frame'
import { AreaMessages } from '@/components/ui/area-messages'
import { currentAccount } from '@/lib/auth/session'
import { listProjects } from '@/lib/services/projects/list-projects'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy'))('account') }
}

export default async function OwnAccountPage() {
  const account = await currentAccount()
  if (!account) redirect('/sign-in?callbackUrl=%2Faccount')
  const projects = await listProjects({ kind: 'account', userId: account.userId, isOwner: account.isOwner })
  return (
    <AreaMessages areas={['privacy']}>
      <AccountFrame account={account}>
        <AccountPage account={account} projects={projects.map(({ slug, name }) => ({ slug, name }))} />
      </AccountFrame>
    </AreaMessages>
  )
}
