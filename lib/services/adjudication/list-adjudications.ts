import type { AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import { countAdjudications, findAdjudications, findAdjudicators } from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
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
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(view.page, pageCount)
  const [rows, experts] = await Promise.all([
    findAdjudications(scope, { limit: pageSize, offset: (page - 1) * pageSize }),
    findAdjudicators(project.id),
  ])
  return {
    entries: rows.map(({ firstAnswer, answer, createdAt, ...row }) => ({
      ...row,
      firstAnswer: answerOf(firstAnswer),
      answer: answerOf(answer),
      createdAt: createdAt.toISOString(),
    })),
    total,
    page,
    pageCount,
    experts,
  }
}
