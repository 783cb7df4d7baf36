import { getTranslations } from 'next-intl/server'
import { EntryPage } from '@/components/kit/entry-page'
import { EntryForm } from '@/components/recruitment/entry-form'
import { AreaMessages } from '@/components/ui/area-messages'
import { currentAccount } from '@/lib/auth/session'
import { entryProblems } from '@/lib/contracts/recruitment'
import { readEntry } from '@/lib/services/recruitment/enter-panel'
import { readPanelEntry } from '@/lib/services/recruitment/panels'
import { translatedTitle } from '../../translated-title'

// The address identifies a person, so search engines must not index it. As on all pages, it is not sent to other sites.
export const generateMetadata = translatedTitle('panel.entryTitle', { robots: { index: false } })

/** The entry page of a panel. Opening it changes nothing; its form, which submits itself unless it shows terms, does. */
export default async function PanelPage({ params, searchParams }: PageProps<'/p/[panel]'>) {
  const [{ panel: panelId }, raw] = await Promise.all([params, searchParams])
  const t = await getTranslations('panel')
  const query = Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
  const panel = await readPanelEntry(panelId)
  const asked = entryProblems.find((known) => panel && known === query.problem)
  const [account, entry] = await Promise.all([currentAccount(), asked ? null : readEntry(panel, query)])
  const problem = asked ?? entry?.problem
  if (!panel || !entry || problem) {
    const known = problem ?? 'unknown'
    return <EntryPage title={t(`problem_${known}`)}>{t(`problem_${known}_text`)}</EntryPage>
  }
  return (
    <AreaMessages areas={['panel']}>
      <EntryPage
        title={t('entryTitle')}
        form={<EntryForm panelId={panel.id} query={query} signedInAs={account?.name ?? null} terms={entry.terms} />}
      >
        {t('entryText', { project: panel.projectName })}
      </EntryPage>
    </AreaMessages>
  )
}
