import { redirect } from 'next/navigation'
import { AccountPage } from '@/components/accounts/account-page'
import { AccountFrame } from '@/components/kit/account-frame'
import { AreaMessages } from '@/components/ui/area-messages'
import { outsideProviderName } from '@/lib/auth/outside-provider'
import { currentAccount } from '@/lib/auth/session'
import { isAdminAnywhere } from '@/lib/services/access/session-account'
import { listAccessTokens } from '@/lib/services/accounts/access-tokens'
import { readSecondFactor } from '@/lib/services/accounts/change-second-factor'
import { hasPassword, isRecentlyAuthenticated } from '@/lib/services/accounts/confirm-owner'
import { listSessions } from '@/lib/services/accounts/sessions'
import { listOwnProjects } from '@/lib/services/projects/read-project'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('privacy.account')

export default async function OwnAccountPage() {
  const account = await currentAccount()
  if (!account) redirect('/sign-in?callbackUrl=%2Faccount')
  const actor = { kind: 'account', ...account } as const
  const [projects, sessions, tokens, canUseTokens, canChangePassword, secondFactor, isSignInRecent] = await Promise.all(
    [
      listOwnProjects(actor),
      listSessions(actor),
      listAccessTokens(actor),
      isAdminAnywhere(account),
      hasPassword(account.userId),
      readSecondFactor(account),
      isRecentlyAuthenticated(actor),
    ],
  )
  const provider = outsideProviderName()
  return (
    <AreaMessages areas={['privacy', 'ownAccount', 'secondFactor', 'sessions', 'accessTokens']}>
      <AccountFrame account={account}>
        <AccountPage
          account={account}
          owner={{ hasPassword: canChangePassword, provider, isSignInRecent }}
          secondFactor={{ ...secondFactor, provider }}
          sessions={sessions}
          accessTokens={canUseTokens || tokens.length > 0 ? tokens : null}
          projects={projects}
        />
      </AccountFrame>
    </AreaMessages>
  )
}
