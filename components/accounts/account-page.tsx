import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import type { OwnSession } from '@/lib/contracts/accounts/session'
import { AccountForms } from './account-forms'
import { AccountSection } from './account-section'
import { DeleteAccount } from './delete-account'
import { SecondFactorSection, type SecondFactorView } from './second-factor-section'
import { SessionList } from './session-list'

interface AccountPageProps {
  account: { name: string; email: string; isOwner: boolean }
  hasPassword: boolean
  secondFactor: SecondFactorView
  sessions: OwnSession[]
  isSignInRecent: boolean
  projects: { slug: string; name: string; isArchived: boolean }[]
}

export function AccountPage({ account, hasPassword, secondFactor, sessions, projects, ...rest }: AccountPageProps) {
  const t = useTranslations('privacy')
  const tOwn = useTranslations('ownAccount')
  return (
    <div className="max-w-[600px]">
      <PageHeader title={t('account')}>{t('accountText', { name: account.name, email: account.email })}</PageHeader>
      <div className="flex flex-col gap-8">
        <AccountForms account={account} hasPassword={hasPassword} />
        {hasPassword && <SecondFactorSection {...secondFactor} />}
        <SessionList sessions={sessions} hasPassword={hasPassword} />
        <AccountSection title={t('projects')}>
          {projects.length === 0 && <p className="text-second">{t('noProjects')}</p>}
          <ul className="flex flex-col">
            {projects.map(({ slug, name, isArchived }) => (
              <li key={slug} className="border-line border-b">
                <Link href={`/rate/${slug}/your-data`} className="block py-2 hover:text-accent">
                  {name}
                  {isArchived && <span className="ms-2 text-second text-small">{t('archived')}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </AccountSection>
        {account.isOwner && (
          <AccountSection title={tOwn('auditTitle')} text={tOwn('auditText')}>
            <a href="/api/audit" download className="text-accent hover:underline">
              {tOwn('auditDownload')}
            </a>
          </AccountSection>
        )}
        <AccountSection title={t('deleteTitle')} text={account.isOwner ? t('deleteOwner') : t('deleteText')}>
          {!account.isOwner && (
            <DeleteAccount
              hasPassword={hasPassword}
              provider={secondFactor.provider}
              isSignInRecent={rest.isSignInRecent}
            />
          )}
        </AccountSection>
      </div>
    </div>
  )
}
