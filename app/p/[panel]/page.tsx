import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EntryPage } from '@/components/kit/entry-page'
import { EntryForm } from '@/components/recruitment/entry-form'
import { AreaMessages } from '@/components/ui/area-messages'
import { currentAccount } from '@/lib/auth/session'
import { type EntryProblem, entryProblems } from '@/lib/contracts/recruitment'
import { idsInAddress } from '@/lib/domain/recruitment/panel'
import { readPanelEntry } from '@/lib/services/recruitment/read-panel-entry'

export const dynamic = 'force-dynamic'

// The address names a person, so no search engine is to keep it. Other sites are not told it, as of no page here.
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations('panel'))('entryTitle')
  return { title, robots: { index: false } }
}

interface Props {
  params: Promise<{ panel: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where a panel sends its people. Opening it changes nothing; the form on it does, which sends itself. */
export default async function PanelPage({ params, searchParams }: Props) {
  const [{ panel: panelId }, raw] = await Promise.all([params, searchParams])
  const t = await getTranslations('panel')
  const query = Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
  const panel = await readPanelEntry(panelId)
  const problem = panel ? problemOf(query, idsInAddress(panel.kind, query)) : 'unknown'
  if (problem || !panel) {
    const known = problem ?? 'unknown'
    return <EntryPage title={t(`problem_${known}`)}>{t(`problem_${known}_text`)}</EntryPage>
  }
  const account = await currentAccount()
  return (
    <AreaMessages areas={['panel']}>
      <EntryPage
        title={t('entryTitle')}
        form={<EntryForm panelId={panel.id} query={query} signedInAs={account?.name ?? null} />}
      >
        {t('entryText', { project: panel.projectName })}
      </EntryPage>
    </AreaMessages>
  )
}

function problemOf(query: Record<string, string>, ids: ReturnType<typeof idsInAddress>): EntryProblem | null {
  const known = entryProblems.find((problem) => problem === query.problem)
  return known ?? (typeof ids === 'string' ? ids : null)
}
