import { findAdjudications } from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import { answerOf } from '@/lib/domain/rating/answer'
import { csvStream } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

const columns = [
  ...(['id', 'image', 'class_index', 'class', 'expert', 'first_answer', 'answer', 'reason', 'note'] as const),
  ...(['score_then', 'stands', 'decided_at'] as const),
] as const
const chunk = 1_000

async function* csvRows(projectId: number, view: HistoryView) {
  for (let offset = 0; ; offset += chunk) {
    const rows = await findAdjudications(projectId, view, { limit: chunk, offset })
    for (const row of rows)
      yield {
        id: row.id,
        image: row.fileName,
        class_index: row.classIndex,
        class: row.name,
        // A number instead of the name, since files are passed on.
        expert: row.raterId,
        first_answer: answerOf(row.firstAnswer),
        answer: answerOf(row.answer),
        reason: row.reason,
        note: row.note,
        score_then: row.score,
        stands: row.isUndone ? 'withdrawn' : row.isOvertaken ? 'overtaken' : 'yes',
        decided_at: row.createdAt.toISOString(),
      }
    if (rows.length < chunk) return
  }
}

export const exportAdjudications = ({ id, slug }: ExportedProject, view: HistoryView): ExportFile => ({
  fileName: `${slug}-adjudications.csv`,
  content: csvStream(columns, csvRows(id, view)),
})
