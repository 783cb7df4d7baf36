import { findAdjudications } from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import { answerOf } from '@/lib/domain/rating/answer'
import { csvTable } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

const chunk = 1_000

async function* adjudications(projectId: number, view: HistoryView) {
  for (let offset = 0; ; offset += chunk) {
    const rows = await findAdjudications(projectId, view, { limit: chunk, offset })
    yield* rows
    if (rows.length < chunk) return
  }
}

export const exportAdjudications = ({ id, slug }: ExportedProject, view: HistoryView): ExportFile => ({
  fileName: `${slug}-adjudications.csv`,
  content: csvTable(adjudications(id, view), {
    id: (row) => row.id,
    image: (row) => row.fileName,
    class_index: (row) => row.classIndex,
    class: (row) => row.name,
    // A number instead of the name, since files are passed on.
    expert: (row) => row.raterId,
    first_answer: (row) => answerOf(row.firstAnswer),
    answer: (row) => answerOf(row.answer),
    reason: (row) => row.reason,
    note: (row) => row.note,
    score_then: (row) => row.score,
    stands: (row) => (row.isUndone ? 'withdrawn' : row.isOvertaken ? 'overtaken' : 'yes'),
    decided_at: (row) => row.createdAt.toISOString(),
  }),
})
