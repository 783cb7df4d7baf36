import type { AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import { countAdjudications, findAdjudications, findAdjudicators } from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { pairScope } from '@/lib/services/golden/golden-pairs'

const pageSize = 50

/** Newest first. Experts see images they may see, admins see all. */
export async function listAdjudications(
  actor: Actor,
  { slug, view }: { slug: string; view: HistoryView },
): Promise<AdjudicationPage> {
  const { project, hidden } = await pairScope(actor, slug)
  const scope = { projectId: project.id, filter: view, hidden }
  const total = await countAdjudications(scope)
  const { offset, ...paging } = pageOf(total, view.page, pageSize)
  const [entries, experts] = await Promise.all([
    findAdjudications(scope, { limit: pageSize, offset }),
    findAdjudicators(project.id),
  ])
  return { entries, total, ...paging, experts }
}
