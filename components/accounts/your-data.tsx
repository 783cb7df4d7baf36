import { useTranslations } from 'next-intl'
import { LanguageSwitch } from '@/components/kit/language-switch'
import { BackPage } from '@/components/ui/back-page'
import { Notice } from '@/components/ui/notice'
import type { OwnSummary } from '@/lib/contracts/accounts/account'
import { AccountSection } from './account-section'
import { EraseIdentity } from './erase-identity'

export function YourData({ summary }: { summary: OwnSummary }) {
  const t = useTranslations('privacy')
  const { slug, projectName, raterId, isRefused, isPanelist, hasIdentity, mayErase } = summary
  const counts = (['tasks', 'flags', 'suggestions', 'readings', 'visits', 'messages'] as const).filter(
    (what) => summary[what] > 0,
  )
  return (
    <BackPage
      href={`/rate/${slug}`}
      back={t('back')}
      title={t('title')}
      lead={isRefused ? undefined : t('intro', { project: projectName })}
    >
      {isRefused && (
        <Notice tone="info" className="mt-4">
          {t('unproven')}
        </Notice>
      )}
      {!isRefused && raterId === null && <p className="mt-4">{t('never')}</p>}
      {raterId !== null && (
        <>
          <p className="mt-2 text-pretty text-second">
            {t('number', { number: String(raterId), isPanelist: isPanelist ? 'yes' : 'no' })}
          </p>
          <div className="mt-8 flex flex-col gap-8">
            <AccountSection title={t('kept')}>
              <ul className="flex flex-col">
                {counts.map((what) => (
                  <li key={what} className="flex justify-between gap-6 border-line border-b py-2">
                    <span>{t(what)}</span>
                    <span className="font-semibold tabular-nums">{summary[what]}</span>
                  </li>
                ))}
                {hasIdentity && (
                  <li className="border-line border-b py-2">{t(isPanelist ? 'identityPanel' : 'identityAccount')}</li>
                )}
              </ul>
              <p className="mt-2 text-second text-small">{t('notKept')}</p>
            </AccountSection>
            <AccountSection title={t('get')} text={t('getText')}>
              <a
                href={`/api/projects/${slug}/my-data`}
                download
                className="inline-flex h-9 touch:h-11 items-center rounded-control border border-line bg-card px-3 font-medium text-[13px] hover:border-edge"
              >
                {t('download')}
              </a>
            </AccountSection>
            <AccountSection title={t('erase')}>
              <p className="text-second">{t('eraseText')}</p>
              {mayErase ? (
                <>
                  <p className="mt-2 mb-3 text-second">{t(isPanelist ? 'erasePanel' : 'eraseAccount')}</p>
                  <div className="touch:[&_button]:min-h-11">
                    <EraseIdentity slug={slug} raterId={raterId} />
                  </div>
                </>
              ) : (
                <p className="mt-2 text-second">{t('eraseByAdmins')}</p>
              )}
            </AccountSection>
          </div>
        </>
      )}
      <div className="-ms-2 mt-10 touch:[&_button]:min-h-11">
        <LanguageSwitch />
      </div>
    </BackPage>
  )
}
