import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import type { OwnSession } from '@/lib/contracts/accounts/session'
import { AccountForms } from './account-forms'
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
      <AccountForms account={account} hasPassword={hasPassword} />
      {hasPassword && <SecondFactorSection {...secondFactor} />}
      <SessionList sessions={sessions} hasPassword={hasPassword} />
      <section aria-labelledby="own-data">
        <h2 id="own-data" className="mb-2 font-semibold text-question">
          {t('projects')}
        </h2>
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
      </section>
      {account.isOwner && (
        <section aria-labelledby="server-audit" className="mt-8">
          <h2 id="server-audit" className="mb-2 font-semibold text-question">
            {tOwn('auditTitle')}
          </h2>
          <p className="mb-3 text-second">{tOwn('auditText')}</p>
          <a href="/api/audit" download className="text-accent hover:underline">
            {tOwn('auditDownload')}
          </a>
        </section>
      )}
      <section aria-labelledby="delete-account" className="mt-8">
        <h2 id="delete-account" className="mb-2 font-semibold text-question">
          {t('deleteTitle')}
        </h2>
        <p className="mb-3 text-second">{t('deleteText')}</p>
        <DeleteAccount
          hasPassword={hasPassword}
          provider={secondFactor.provider}
          isSignInRecent={rest.isSignInRecent}
        />
      </section>
    </div>
  )
}
