import { getTranslations } from 'next-intl/server'
import { EntryPage } from '@/components/kit/entry-page'
import { EntryForm } from '@/components/recruitment/entry-form'
import { AreaMessages } from '@/components/ui/area-messages'
import { currentAccount } from '@/lib/auth/session'
import { entryProblems } from '@/lib/contracts/recruitment'
import { idsInAddress } from '@/lib/domain/recruitment/panel'
import { readEntryTerms } from '@/lib/services/recruitment/enter-panel'
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
  const ids = panel ? idsInAddress(panel.kind, query) : 'unknown'
  const problem = panel && entryProblems.find((known) => known === query.problem)
  if (problem || !panel || typeof ids === 'string') {
    const known = problem ?? (typeof ids === 'string' ? ids : 'unknown')
    return <EntryPage title={t(`problem_${known}`)}>{t(`problem_${known}_text`)}</EntryPage>
  }
  const [account, terms] = await Promise.all([currentAccount(), readEntryTerms(panel, query)])
  return (
    <AreaMessages areas={['panel']}>
      <EntryPage
        title={t('entryTitle')}
        form={<EntryForm panelId={panel.id} query={query} signedInAs={account?.name ?? null} terms={terms} />}
      >
        {t('entryText', { project: panel.projectName })}
      </EntryPage>
    </AreaMessages>
  )
}
