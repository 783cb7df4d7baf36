import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import type { OwnAccessToken, OwnSession } from '@/lib/contracts/accounts/account'
import { AccessTokens } from './access-tokens'
import { AccountForms } from './account-forms'
import { AccountSection } from './account-section'
import { DeleteAccount } from './delete-account'
import type { OwnerProof } from './proven-owner'
import { SecondFactorSection, type SecondFactorView } from './second-factor-section'
import { SessionList } from './session-list'

interface AccountPageProps {
  account: { name: string; email: string; isOwner: boolean }
  owner: OwnerProof
  secondFactor: SecondFactorView
  sessions: OwnSession[]
  /** Null for accounts that can do nothing with a token. */
  accessTokens: OwnAccessToken[] | null
  projects: { slug: string; name: string; isArchived: boolean }[]
}

export function AccountPage({ account, owner, secondFactor, sessions, projects, accessTokens }: AccountPageProps) {
  const { hasPassword } = owner
  const t = useTranslations('privacy')
  const tOwn = useTranslations('ownAccount')
  return (
    <div className="max-w-[600px]">
      <PageHeader title={t('account')}>{t('accountText', { name: account.name, email: account.email })}</PageHeader>
      <div className="flex flex-col gap-8">
        <AccountForms account={account} hasPassword={hasPassword} />
        {hasPassword && <SecondFactorSection {...secondFactor} />}
        <SessionList sessions={sessions} hasPassword={hasPassword} />
        {accessTokens && <AccessTokens tokens={accessTokens} owner={owner} />}
        <AccountSection title={t('projects')}>
          {projects.length === 0 && <p className="text-second">{t('noProjects')}</p>}
          <ul className="flex flex-col">
            {projects.map(({ slug, name, isArchived }) => (
              <li key={slug} className="border-line border-b">
                <Link href={`/rate/${slug}/your-data`} className="block py-2 hover:text-accent touch:py-3">
                  {name} {isArchived && <span className="ms-1 text-second text-small">{t('archived')}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </AccountSection>
        {account.isOwner && (
          <AccountSection title={tOwn('auditTitle')} text={tOwn('auditText')}>
            <a href="/api/audit" download className="text-accent hover:underline touch:py-1">
              {tOwn('auditDownload')}
            </a>
          </AccountSection>
        )}
        <AccountSection title={t('deleteTitle')} text={account.isOwner ? t('deleteOwner') : t('deleteText')}>
          {!account.isOwner && <DeleteAccount owner={owner} />}
        </AccountSection>
      </div>
    </div>
  )
}
