import { HistoryPage } from '@/components/adjudication/history-page'
import { historyAddress } from '@/lib/domain/adjudication/adjudication-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listAdjudications } from '@/lib/services/adjudication/adjudication-history'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.adjudicationHistory.title }

export default projectPage(
  { ...projectPages.adjudicationHistory, view: historyAddress },
  async ({ actor, slug, view, isAdmin }) => {
    const page = await listAdjudications(actor, { slug, view })
    return <HistoryPage slug={slug} view={{ ...view, page: page.page }} page={page} isAdmin={isAdmin} />
  },
)
