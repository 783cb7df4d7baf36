import type { AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import {
  countAdjudications,
  findAdjudications,
  findAdjudicators,
  streamAdjudications,
} from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { csvTable } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
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

export const exportAdjudications = ({ id: projectId, slug }: ExportedProject, filter: HistoryView): ExportFile => ({
  fileName: `${slug}-adjudications.csv`,
  content: csvTable(streamAdjudications({ projectId, filter }), {
    id: (row) => row.id,
    image: (row) => row.fileName,
    class_index: (row) => row.classIndex,
    class: (row) => row.name,
    // A number instead of the name, since files are passed on.
    expert: (row) => row.raterId,
    first_answer: (row) => row.firstAnswer,
    answer: (row) => row.answer,
    reason: (row) => row.reason,
    note: (row) => row.note,
    score_then: (row) => row.score,
    stands: (row) => (row.isUndone ? 'withdrawn' : row.isOvertaken ? 'overtaken' : 'yes'),
    decided_at: (row) => row.createdAt,
  }),
})
